/** As `docker stats` writes it: `0.07%`, `203.51%`. */
export const formatCpu = (percent: number): string => `${percent.toFixed(2)}%`;

/** What stands where there is nothing to measure. */
export const NONE = '—';
