const POWERS = ['', 'k', 'm', 'g', 't'];

/** `512MB`, `1.5 GiB`, `100`: bytes; undefined for anything else. */
export function readSize(text: string): number | undefined {
  const [, amount, prefix = '', binary] = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?\s*$/i.exec(text) ?? [];
  if (amount === undefined || (binary && prefix === '')) return undefined;
  return Math.round(Number(amount) * (binary ? 1024 : 1000) ** POWERS.indexOf(prefix.toLowerCase()));
}
