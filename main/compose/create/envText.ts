/** A line of a `.env` that Compose reads as exactly this value. */
export function envLine(name: string, value: string): string {
  if (/^[\w./:@+-]*$/.test(value)) return `${name}=${value}`;
  if (!/['\\\n\r]/.test(value)) return `${name}='${value}'`;
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('$', '\\$')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `${name}="${escaped}"`;
}

export const envText = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${envLine(name, value)}\n`)
    .join('');
