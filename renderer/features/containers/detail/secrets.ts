const SECRET = /pass(word|wd|phrase)?|secret|token|api_?key|private|credential|auth|_key$|^key_|_pwd$|dsn$/i;
const USER_INFO = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i;

/** Whether a value should not be seen by whoever looks over the shoulder. */
export const isSecret = (name: string, value: string): boolean =>
  value !== '' && (SECRET.test(name) || USER_INFO.test(value));

/** `NAME=value` at the first `=`. */
export function splitEnv(line: string): { name: string; value: string } {
  const at = line.indexOf('=');
  return at < 0 ? { name: line, value: '' } : { name: line.slice(0, at), value: line.slice(at + 1) };
}
