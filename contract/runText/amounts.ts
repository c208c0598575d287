const SIZES = 'bkmgtp';

/** `512m`, `1.5G`, `64MiB`, `1000`, as the CLI reads sizes; undefined when it would not. */
export function readBytes(text: string): number | undefined {
  const [, amount, unit = 'b'] = /^(\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/i.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  return Math.floor(Number(amount) * 1024 ** SIZES.indexOf(unit.toLowerCase() || 'b'));
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 },
};

/** `1m30s`, `1.5s`, `100ms`, as Go writes durations; undefined when it would not be read. */
export function readDurationMs(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g);
  const sum = [...parts].reduce(
    (total, [, amount = '', unit = '']) => total + Number(amount) * (UNITS_MS[unit] ?? 0),
    0,
  );
  return Math.round(sum * 1e6) / 1e6;
}

/** A whole number; undefined when it is none. */
export const readInteger = (text: string): number | undefined => (/^[+-]?\d+$/.test(text) ? Number(text) : undefined);

/** Fields of a line of CSV, as the CLI takes mounts, networks and GPUs; undefined where a quote is not closed. */
export function readCsvLine(text: string): string[] | undefined {
  const fields: string[] = [];
  let rest = text;
  for (;;) {
    const [whole, quoted] = /^"((?:[^"]|"")*)"(?=,|$)/.exec(rest) ?? /^[^,]*/.exec(rest) ?? [''];
    if (quoted === undefined && whole.includes('"')) return undefined;
    fields.push(quoted === undefined ? whole : quoted.replaceAll('""', '"'));
    if (whole.length === rest.length) return fields;
    rest = rest.slice(whole.length + 1);
  }
}

/** `name=value` at the first `=`; without one the value is undefined. */
export function readPair(text: string): { readonly name: string; readonly value: string | undefined } {
  const at = text.indexOf('=');
  return at < 0 ? { name: text, value: undefined } : { name: text.slice(0, at), value: text.slice(at + 1) };
}
