export { isSecretValue as isSecret } from '../../../../contract/model/secretName.ts';

/** `NAME=value` at the first `=`. */
export function splitEnv(line: string): { name: string; value: string } {
  const at = line.indexOf('=');
  return at < 0 ? { name: line, value: '' } : { name: line.slice(0, at), value: line.slice(at + 1) };
}
