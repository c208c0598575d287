const UNITS = [
  ['g', 1024 ** 3],
  ['m', 1024 ** 2],
  ['k', 1024],
] as const;

/** Bytes as the CLI reads them: `512m` where that is exact, otherwise the plain number. */
export function memoryAmount(bytes: number): string {
  if (bytes <= 0) return String(bytes);
  const unit = UNITS.find(([, size]) => bytes % size === 0);
  return unit ? `${bytes / unit[1]}${unit[0]}` : String(bytes);
}

/** CPUs as the CLI reads them: never in exponent form, to the engine's precision of a billionth. */
export const cpuAmount = (cpus: number): string => cpus.toFixed(9).replace(/\.?0+$/, '');
