import type { NewBuilder } from '../../../contract/services/builders.ts';
import { t } from './texts/index.ts';

export interface BuilderDraft {
  readonly name: string;
  readonly driver: string;
  readonly endpoint: string;
  readonly platforms: string;
  readonly options: string;
  readonly use: boolean;
}

interface ReadBuilder {
  /** Absent while something is wrong. */
  readonly builder?: NewBuilder;
  readonly problems: { readonly name?: string; readonly endpoint?: string; readonly options?: string };
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** What is written in the form, as a builder. Options are kept together where they hold commas. */
export function readNewBuilder({ name, driver, endpoint, platforms, options, use }: BuilderDraft): ReadBuilder {
  const driverOptions = options.split(/\s+/).filter((word) => word !== '');
  const isRemote = driver === 'remote';
  const problems = {
    ...(!/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name) && {
      name: t('Begin with a letter; after it come letters, digits, “.”, “_” and “-”.'),
    }),
    ...(isRemote &&
      !/^(tcp|unix|ssh|docker-container|kube-pod):\/\/.+/.test(endpoint) && {
        endpoint: t('Write an address, such as tcp://buildkit.example:1234.'),
      }),
    ...(driverOptions.some((option) => !/^[^=\s]+=.+$/.test(option)) && {
      options: t('Write them as name=value, with spaces between them.'),
    }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return {
    problems,
    builder: {
      name,
      driver: isRemote ? 'remote' : 'docker-container',
      ...(isRemote && { endpoint }),
      ...(!isRemote && words(platforms).length > 0 && { platforms: words(platforms) }),
      ...(driverOptions.length > 0 && { driverOptions }),
      use,
    },
  };
}
