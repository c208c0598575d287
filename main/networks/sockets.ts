import { readFile } from 'node:fs/promises';
import type { ListeningSocket } from '../../contract/model/reach.ts';
import type { Connection } from '../docker/connection.ts';
import { parseProcNet } from './procNet.ts';
import { runInside } from './runInside.ts';

const TIMEOUT_MS = 5000;
const FILES = ['tcp', 'tcp6', 'udp', 'udp6'] as const;

/** The marks keep the files apart; a shell can read them without any program beside it. */
const SCRIPT = FILES.map(
  (file) => `echo "=${file}"; while IFS= read -r l; do echo "$l"; done 2>/dev/null </proc/net/${file}`,
).join('; ');

export interface Listening {
  readonly sockets: readonly ListeningSocket[];
  /** How it is known. */
  readonly source: string;
}

interface Running {
  readonly id: string;
  readonly name: string;
  /** On the machine of the engine. */
  readonly pid?: number | undefined;
}

/**
 * On what the programs of a running container wait; undefined where nobody can say: it has neither a shell nor `cat`,
 * and the engine is on another machine.
 */
export async function listeningSockets(
  connection: Connection,
  container: Running,
  signal: AbortSignal,
): Promise<Listening | undefined> {
  return (await fromProc(connection, container)) ?? (await fromInside(connection, container, signal));
}

/** The same process as this machine sees it: needs no tool in the container, and starts nothing there. */
async function fromProc({ isLocal }: Connection, { id, pid }: Running): Promise<Listening | undefined> {
  if (!isLocal || !pid || process.platform !== 'linux') return undefined;
  // An engine in a virtual machine counts its processes for itself.
  const [cgroup, mounts] = await Promise.all([readOr(`/proc/${pid}/cgroup`), readOr(`/proc/${pid}/mountinfo`)]);
  if (!cgroup.includes(id) && !mounts.includes(id)) return undefined;
  const texts = await Promise.all(FILES.map((file) => readOr(`/proc/${pid}/net/${file}`)));
  if (texts[0] === '') return undefined;
  return { sockets: parseAll(texts), source: 'the open sockets of its process' };
}

const readOr = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

async function fromInside(
  connection: Connection,
  { id, name }: Running,
  signal: AbortSignal,
): Promise<Listening | undefined> {
  const inside = (command: readonly string[]) =>
    runInside(connection, { containerId: id, command, timeoutMs: TIMEOUT_MS }, signal);
  const byShell = await inside(['sh', '-c', SCRIPT]);
  if (byShell.exitCode !== undefined && byShell.output.includes('local_address')) {
    return { sockets: parseAll(cut(byShell.output)), source: `/proc/net in ${name}` };
  }
  const texts: string[] = [];
  for (const file of FILES) texts.push((await inside(['cat', `/proc/net/${file}`])).output);
  return texts[0]?.includes('local_address') ? { sockets: parseAll(texts), source: `/proc/net in ${name}` } : undefined;
}

const cut = (output: string): string[] =>
  FILES.map((file) => new RegExp(`^=${file}\\n([^=]*)`, 'm').exec(output)?.[1] ?? '');

const parseAll = ([tcp = '', tcp6 = '', udp = '', udp6 = '']: readonly string[]): ListeningSocket[] => [
  ...parseProcNet(`${tcp}\n${tcp6}`, 'tcp'),
  ...parseProcNet(`${udp}\n${udp6}`, 'udp'),
];
