import { language, perLanguage } from '../i18n/index.ts';
import { plural, t } from './texts/index.ts';

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

const numbers = perLanguage((locale) => {
  const made = new Map<string, Intl.NumberFormat>();
  return (value: number, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options);
    const format = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, format);
    return format.format(value);
  };
});

/** `1,234,567` */
export const formatNumber = (value: number): string => numbers()(value, {});

function scaled(bytes: number, base: number, units: readonly string[], digits: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  const text = numbers()(value, { maximumSignificantDigits: digits, useGrouping: false });
  return `${text} ${units[unit] ?? ''}`;
}

/** Memory, as `docker stats` counts it: `12.5 MiB`. */
export const formatMemory = (bytes: number): string => scaled(bytes, 1024, BINARY, 4);

/** Sizes on disk and on the wire, as `docker images` and `docker stats` count them: `1.24 MB`. */
export const formatSize = (bytes: number): string => scaled(bytes, 1000, DECIMAL, 3);

/** `0.35%`, as `docker stats` writes it; 100 is one whole CPU. */
export function formatPercent(percent: number): string {
  const digits = percent >= 100 ? 0 : percent >= 10 ? 1 : 2;
  return numbers()(percent / 100, {
    style: 'percent',
    useGrouping: false,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Docker's own words for how long: `About a minute`, `3 hours`, `2 weeks`. */
export function formatDuration(ms: number): string {
  const seconds = Math.floor(ms / SECOND);
  const minutes = Math.floor(ms / MINUTE);
  const hours = Math.floor(ms / HOUR + 0.5);
  if (seconds < 1) return t('Less than a second');
  if (seconds < 60) return plural(seconds, '{{count}} second', '{{count}} seconds');
  if (minutes === 1) return t('About a minute');
  if (minutes < 60) return plural(minutes, '{{count}} minute', '{{count}} minutes');
  if (hours === 1) return t('About an hour');
  if (hours < 48) return plural(hours, '{{count}} hour', '{{count}} hours');
  if (hours < 24 * 7 * 2) return plural(Math.floor(hours / 24), '{{count}} day', '{{count}} days');
  if (hours < 24 * 30 * 2) return plural(Math.floor(hours / 24 / 7), '{{count}} week', '{{count}} weeks');
  if (hours < 24 * 365 * 2) return plural(Math.floor(hours / 24 / 30), '{{count}} month', '{{count}} months');
  return plural(Math.floor(hours / 24 / 365), '{{count}} year', '{{count}} years');
}

/**
 * How long ago, in docker's own words: `3 hours ago`. Other languages decline what stands after “ago” (`vor 2 Tagen`), so
 * there it is what `Intl` makes of the largest unit.
 */
export function formatAgo(ms: number): string {
  if (language() === 'en') return `${formatDuration(ms)} ago`;
  const [unit, , length] = AGO.find(([, fromMs]) => ms >= fromMs) ?? (['second', 0, SECOND] as const);
  return relative().format(-Math.floor(ms / length), unit);
}

const AGO = [
  ['year', 2 * 365 * DAY, 365 * DAY],
  ['month', 60 * DAY, 30 * DAY],
  ['week', 14 * DAY, 7 * DAY],
  ['day', 2 * DAY, DAY],
  ['hour', HOUR, HOUR],
  ['minute', MINUTE, MINUTE],
] as const;
const relative = perLanguage((locale) => new Intl.RelativeTimeFormat(locale));

/** For a narrow column: `8s`, `3m`, `5h`, `12d`, `2y`. */
export function formatAge(ms: number): string {
  if (ms < MINUTE) return t('{{seconds}}s', { seconds: Math.max(0, Math.floor(ms / SECOND)) });
  if (ms < HOUR) return t('{{minutes}}m', { minutes: Math.floor(ms / MINUTE) });
  if (ms < 2 * DAY) return t('{{hours}}h', { hours: Math.floor(ms / HOUR) });
  if (ms < 2 * 365 * DAY) return t('{{days}}d', { days: Math.floor(ms / DAY) });
  return t('{{years}}y', { years: Math.floor(ms / (365 * DAY)) });
}

/** How long something took: `38 ms`, `1.2 s`, `2 min 5 s`. */
export function formatElapsed(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  const digits = ms < 10 * SECOND ? 1 : 0;
  if (ms < MINUTE) {
    return `${numbers()(ms / SECOND, { minimumFractionDigits: digits, maximumFractionDigits: digits })} s`;
  }
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${Math.floor((ms % MINUTE) / SECOND)} s`;
  return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
}

function dateFormat(options: Intl.DateTimeFormatOptions): (at: number) => string {
  const format = perLanguage((locale) => new Intl.DateTimeFormat(locale, options));
  return (at) => format().format(at);
}

/** `14:03:27`, in the person's time zone. */
export const formatClock = dateFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

/** Date and time in full, in the language that is shown and the person's time zone. */
export const formatDateTime = dateFormat({ dateStyle: 'medium', timeStyle: 'medium' });

/** The day alone: `3 Mar 2027`. */
export const formatDay = dateFormat({ dateStyle: 'medium' });
