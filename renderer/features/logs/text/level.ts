export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** Levels as small numbers, for a byte a line; 0 is a line without one. */
export const LEVELS: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];
export const levelCode = (level: LogLevel | undefined): number => (level ? LEVELS.indexOf(level) + 1 : 0);

/** A level stands near the beginning; what comes later is talk. */
const LOOK_CHARS = 200;

const FIELD =
  /"(?:level|lvl|severity|log\.level|loglevel|levelname|level_name|@l|level_value)"\s*:\s*(?:"([^"]{1,16})"|(\d{1,3}))/i;
const LOGFMT = /(?:^|[\s,{])(?:level|lvl|severity)[=:]\s?"?([a-z]{1,10}|\d{1,2})\b/i;
/** glog and klog: `E1121 10:00:00.000000`. */
const GLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
/** `[error]`, `<warn>`, `[core:error]` (httpd), `(Note)`. */
const BRACKETED = /[[<(](?:\w+:)?(\w{3,9})[\])>]/g;
/** In capitals, as a word of its own. */
const CAPITALS =
  /(?:^|[\s|:[(<"'-])(TRACE|DEBUG|DBG|INFO|INF|NOTICE|LOG|WARN|WARNING|WRN|ERROR|ERR|FATAL|FTL|PANIC|CRIT|CRITICAL|ALERT|EMERG|SEVERE)(?=$|[\s|:\])>"',-])/;
/** `error: …`, `TypeError: …`, `java.lang.IllegalStateException: …`, `panic: …`. */
const LEADING =
  /^(?:\S{1,60}\s){0,4}?(?:\[?[\w.$]*(Error|Exception|error|panic|fatal|warning|Warning)\b\]?:|(Traceback) \(most)/;

/** The level that a line (without control sequences) says it has. */
export function levelOf(line: string): LogLevel | undefined {
  const text = line.length > LOOK_CHARS ? line.slice(0, LOOK_CHARS) : line;
  if (text.trimStart().startsWith('{')) {
    const field = FIELD.exec(text) ?? (line.length > LOOK_CHARS ? FIELD.exec(line.slice(0, 4000)) : null);
    return field ? (field[1] ? named(field[1]) : numbered(Number(field[2]))) : undefined;
  }
  const logfmt = LOGFMT.exec(text)?.[1];
  if (logfmt) {
    const level = /^\d/.test(logfmt) ? numbered(Number(logfmt)) : named(logfmt);
    if (level) return level;
  }
  const glog = GLOG.exec(text)?.[1];
  if (glog) return glog === 'I' ? 'info' : glog === 'W' ? 'warn' : 'error';
  for (const [, word = ''] of text.matchAll(BRACKETED)) {
    const level = named(word);
    if (level) return level;
  }
  const capitals = CAPITALS.exec(text)?.[1];
  if (capitals) return named(capitals);
  const leading = LEADING.exec(text);
  return leading ? (leading[2] ? 'error' : named(leading[1] ?? '')) : undefined;
}

const NAMES: Readonly<Record<string, LogLevel>> = {
  emerg: 'error',
  emergency: 'error',
  alert: 'error',
  crit: 'error',
  critical: 'error',
  fatal: 'error',
  ftl: 'error',
  panic: 'error',
  dpanic: 'error',
  severe: 'error',
  err: 'error',
  error: 'error',
  exception: 'error',
  warn: 'warn',
  warning: 'warn',
  wrn: 'warn',
  notice: 'info',
  note: 'info',
  info: 'info',
  inf: 'info',
  information: 'info',
  log: 'info',
  debug: 'debug',
  dbg: 'debug',
  dbug: 'debug',
  trace: 'debug',
  trc: 'debug',
  verbose: 'debug',
};

const named = (word: string): LogLevel | undefined => {
  const name = word.toLowerCase();
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
};

/** pino and bunyan count 10, 20 … 60; syslog 0 (worst) to 7. */
function numbered(level: number): LogLevel | undefined {
  if (level >= 50) return 'error';
  if (level >= 40) return 'warn';
  if (level >= 30) return 'info';
  if (level >= 10) return 'debug';
  if (level <= 3) return 'error';
  if (level === 4) return 'warn';
  return level <= 6 ? 'info' : 'debug';
}
