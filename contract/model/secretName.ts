const SECRET = /pass(word|wd|phrase)?|secret|token|api_?key|private_?key|credential|(^|_)auth(_|$)|_pwd$|dsn$/i;

/** Whether a build argument of this name holds something that nobody else should read. */
export const isSecretName = (name: string): boolean => SECRET.test(name);
