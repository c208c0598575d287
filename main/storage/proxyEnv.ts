import type { AppProxy } from '../../contract/model/settings.ts';

type Env = Readonly<Record<string, string | undefined>>;

const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'] as const;

/**
 * The environment with the proxies that the person chose: each look at it says what is chosen then, so that a change
 * counts from the next request and the next program on. Both spellings are set, because programs prefer different ones.
 */
export function proxyEnv(env: Env, chosen: () => AppProxy): Env {
  const own: PropertyDescriptorMap = {};
  for (const name of NAMES) {
    for (const spelling of [name, name.toLowerCase()]) {
      own[spelling] = {
        enumerable: true,
        get: () => {
          const proxy = chosen();
          return proxy.mode === 'system' ? env[spelling] : valueOf(name, proxy);
        },
      };
    }
  }
  return Object.defineProperties({ ...env }, own);
}

function valueOf(name: (typeof NAMES)[number], { mode, http, https, noProxy }: AppProxy): string | undefined {
  if (mode === 'none') return undefined;
  const value = { HTTP_PROXY: http, HTTPS_PROXY: https, ALL_PROXY: '', NO_PROXY: noProxy }[name];
  return value === '' ? undefined : value;
}
