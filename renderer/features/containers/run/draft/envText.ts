/** Lines of a `.env` file as pairs: comments, empty lines and a leading `export` left out, quotes around a value taken off. */
export function parseEnvText(text: string): { name: string; value: string }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, value = ''] = /^\s*(?:export\s+)?([^\s#=][^=]*?)\s*=(.*)$/s.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: unquote(value.trim()) }];
  });
}

function unquote(value: string): string {
  const [, quote, inner] = /^(["'])(.*)\1(?:\s+#.*)?$/s.exec(value) ?? [];
  if (inner === undefined) return value.replace(/\s+#.*$/, '');
  return quote === '"' ? inner.replaceAll(/\\(["\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char)) : inner;
}

/** Lines that `parseEnvText` reads as the same pairs. */
export function writeEnvText(pairs: readonly { readonly name: string; readonly value: string }[]): string {
  return pairs.map(({ name, value }) => `${name}=${quote(value)}`).join('\n');
}

/** Only where it has to be: what a person has typed stays as it is. */
const quote = (value: string): string =>
  /^[^\s"'#]+([^\n#]*[^\s#])?$/.test(value) || value === ''
    ? value
    : `"${value.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;

/** Whether pasted text is a list of variables and not a single value. */
export const isEnvText = (text: string): boolean => /[\r\n]/.test(text.trim()) && parseEnvText(text).length > 0;

/** Whether each of several lines is a variable or a comment: a key or a certificate is not. */
export const isOnlyEnvText = (text: string): boolean =>
  /[\r\n]/.test(text.trim()) &&
  text
    .split(/\r?\n/)
    .every((line) => /^\s*(#.*|(export\s+)?[A-Za-z_][\w.-]*\s*=[^=].*|(export\s+)?[A-Za-z_][\w.-]*\s*=)?$/.test(line));
