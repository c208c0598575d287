import type { CSSProperties } from 'react';

/** As many columns as there are parts. */
export const partColumns = (count: number): CSSProperties => ({ '--parts': count }) as CSSProperties;
