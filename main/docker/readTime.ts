/** A time as the engine writes it, in epoch ms; it writes the year 1 for “never”. */
export function readTime(text: string | undefined): number | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) || at <= 0 ? undefined : at;
}
