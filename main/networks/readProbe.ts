/** How a try to connect ended. */
export type ConnectOutcome = 'ok' | 'refused' | 'timeout' | 'unreachable' | 'failed';

/** What a probe found out. What it could not try is absent. */
export interface Probe {
  /** What looked the name up; absent where the container has nothing for it. */
  readonly resolver?: string;
  readonly addresses: readonly string[];
  /** What connected. */
  readonly tool?: string;
  readonly connect?: ConnectOutcome;
  /** The tool's own words. */
  readonly error?: string;
  /** The first line that came. */
  readonly answer?: string;
}

const MOST_TEXT = 120;

/** The lines of the programs in `probeScripts`. */
export function readProbe(output: string): Probe {
  const said = new Map<string, string[]>();
  for (const line of output.split('\n')) {
    const [, word = '', rest = ''] = /^(resolver|address|tool|connect|error|answer) ?(.*)$/.exec(line.trimEnd()) ?? [];
    if (word !== '') said.set(word, [...(said.get(word) ?? []), rest.trim()]);
  }
  const one = (word: string) => said.get(word)?.[0];
  const known = (word: string) => (one(word) === 'none' ? undefined : one(word));
  const error = one('error');
  const connect = connectOf(one('connect'), error);
  const resolver = known('resolver');
  const tool = known('tool');
  const answer = printable(one('answer') ?? '');
  return {
    ...(resolver !== undefined && { resolver }),
    addresses: [...new Set(said.get('address'))],
    ...(tool !== undefined && { tool }),
    ...(connect !== undefined && { connect }),
    ...(error && { error: printable(error) }),
    ...(answer !== '' && { answer }),
  };
}

function connectOf(said: string | undefined, error: string | undefined): ConnectOutcome | undefined {
  if (said === 'ok' || said === 'timeout') return said;
  if (error === undefined) return said === undefined ? undefined : 'failed';
  if (/refused/i.test(error)) return 'refused';
  if (/timed? ?out/i.test(error)) return 'timeout';
  return /unreachable|no route/i.test(error) ? 'unreachable' : 'failed';
}

/** A database may answer in bytes. */
const printable = (text: string): string =>
  text
    .replaceAll(/[^\x20-\x7E]+/g, ' ')
    .trim()
    .slice(0, MOST_TEXT);
