const SECRET = /pass(word|wd|phrase)?|secret|token|api_?key|private_?key|credential|(^|_)auth(_|$)|_pwd$|dsn$/i;

/** Whether a build argument of this name holds something that nobody else should read. */
export const isSecretName = (name: string): boolean => SECRET.test(name);

const SECRET_VARIABLE = /pass(word|wd|phrase)?|secret|token|api_?key|private|credential|auth|_key$|^key_|_pwd$|dsn$/i;
const USER_INFO = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i;

/** Whether a value should not be seen by whoever looks over the shoulder: by its name, or as an address with a password. */
export const isSecretValue = (name: string, value: string): boolean =>
  value !== '' && (SECRET_VARIABLE.test(name) || USER_INFO.test(value));
