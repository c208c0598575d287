import type { ContextCertificates } from '../../../../contract/model/context.ts';

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

export interface Expiry {
  readonly state: 'good' | 'soon' | 'expired';
  readonly text: string;
}

/** Until when a context’s certificates are good, in words. */
export function expiryOf({ first, validUntil }: ContextCertificates, now: number): Expiry {
  const what = first === 'cert' ? 'Your certificate' : 'Its authority';
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(validUntil);
  const leftMs = validUntil - now;
  if (leftMs <= 0) return { state: 'expired', text: `${what} expired on ${day}` };
  const days = Math.floor(leftMs / DAY_MS);
  if (days >= WARN_DAYS) return { state: 'good', text: `TLS, valid until ${day}` };
  const left = days === 0 ? 'within a day' : days === 1 ? 'in one day' : `in ${days} days`;
  return { state: 'soon', text: `${what} expires ${left}, on ${day}` };
}
