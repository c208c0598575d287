import { t } from './texts/index.ts';

/** What is wrong with the address of a proxy; undefined when it can be one, or is empty. */
export function proxyProblem(address: string): string | undefined {
  const text = address.trim();
  if (text === '') return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const whole = hasScheme ? text : `http://${text}`;
  if (!URL.canParse(whole)) return t('Write an address such as http://proxy.example:3128.');
  const { protocol, hostname, pathname } = new URL(whole);
  if (protocol !== 'http:' && protocol !== 'https:') return t('A proxy is reached by http:// or https://.');
  if (hostname === '' || pathname !== '/') return t('Write an address such as http://proxy.example:3128.');
  return undefined;
}
