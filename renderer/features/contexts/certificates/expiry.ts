import type { ContextCertificates } from '../../../../contract/model/context.ts';
import { formatDay } from '../../../ui/index.ts';
import { plural, t } from '../texts/index.ts';

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

export interface Expiry {
  readonly state: 'good' | 'soon' | 'expired';
  readonly text: string;
}

/** Until when a context’s certificates are good, in words. */
export function expiryOf({ first, validUntil }: ContextCertificates, now: number): Expiry {
  const isYours = first === 'cert';
  const day = formatDay(validUntil);
  const leftMs = validUntil - now;
  if (leftMs <= 0) {
    return {
      state: 'expired',
      text: isYours
        ? t('Your certificate expired on {{day}}', { day })
        : t('Its authority expired on {{day}}', { day }),
    };
  }
  const days = Math.floor(leftMs / DAY_MS);
  if (days >= WARN_DAYS) return { state: 'good', text: t('TLS, valid until {{day}}', { day }) };
  return { state: 'soon', text: isYours ? yoursEnds(days, day) : authorityEnds(days, day) };
}

const yoursEnds = (days: number, day: string): string =>
  days === 0
    ? t('Your certificate expires within a day, on {{day}}', { day })
    : plural(
        days,
        'Your certificate expires in one day, on {{day}}',
        'Your certificate expires in {{count}} days, on {{day}}',
        { day },
      );

const authorityEnds = (days: number, day: string): string =>
  days === 0
    ? t('Its authority expires within a day, on {{day}}', { day })
    : plural(
        days,
        'Its authority expires in one day, on {{day}}',
        'Its authority expires in {{count}} days, on {{day}}',
        { day },
      );
