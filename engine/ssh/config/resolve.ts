import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Condition, type ConfigLine, readConfigLines } from './parse.ts';
import { matchesPatterns } from './patterns.ts';

/** What ssh would do for a host, as far as it is done here too. */
export interface HostSettings {
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
  readonly hostKeyAlias: string | undefined;
  /** In the order in which they are tried; those by default where none is named. */
  readonly identityFiles: readonly string[];
  /** Only these, and of the agent's keys only those that are among them. */
  readonly identitiesOnly: boolean;
  /** A socket, or `none`. */
  readonly identityAgent: string | undefined;
  /** The machines on the way, the first one first. */
  readonly jumps: readonly string[];
  readonly proxyCommand: string | undefined;
  readonly knownHostsFiles: readonly string[];
  readonly strictHostKeyChecking: 'ask' | 'yes' | 'no' | 'accept-new';
  readonly hashKnownHosts: boolean;
  readonly connectTimeoutMs: number | undefined;
  readonly keepAliveMs: number | undefined;
}

export interface HostQuestion {
  readonly host: string;
  readonly user?: string | undefined;
  readonly port?: number | undefined;
  readonly home: string;
  readonly localUser: string;
  /** `/etc/ssh/ssh_config` unless a test says otherwise. */
  readonly systemConfig?: string;
}

const DEFAULT_KEYS = ['id_rsa', 'id_ecdsa', 'id_ed25519'];

/** Reads `~/.ssh/config`, then the system's, as `ssh -G` does: of each setting the first that is found. */
export function resolveHost(question: HostQuestion): HostSettings {
  const { home, localUser, host, systemConfig = '/etc/ssh/ssh_config' } = question;
  const dir = join(home, '.ssh');
  const lines = [
    ...readConfigLines(join(dir, 'config'), dir, home),
    ...readConfigLines(systemConfig, '/etc/ssh', home),
  ];
  const found = new Map<string, readonly string[]>();
  const identityFiles: string[] = [];
  if (question.user !== undefined) found.set('user', [question.user]);
  if (question.port !== undefined) found.set('port', [String(question.port)]);
  for (const line of lines) {
    if (!line.conditions.every((condition) => holds(condition, question, found))) continue;
    if (line.key === 'identityfile') identityFiles.push(line.values[0] ?? '');
    else if (!isProxyDecided(line, found) && !found.has(line.key)) found.set(line.key, line.values);
  }
  const first = (key: string) => found.get(key)?.[0];
  const isYes = (key: string) => first(key)?.toLowerCase() === 'yes';
  const hostName = (first('hostname') ?? host)
    .replace(/%([h%])/g, (_all, sign) => (sign === 'h' ? host : '%'))
    .toLowerCase();
  const user = first('user') ?? localUser;
  const port = Number(first('port') ?? 22);
  const expand = (text: string) =>
    expandTokens(text, { question, hostName, user, port, jump: first('proxyjump') ?? '' });
  const keys = identityFiles.filter((file) => file.toLowerCase() !== 'none');
  const identityAgent = first('identityagent');
  const seconds = (key: string) => (Number(first(key)) > 0 ? Number(first(key)) * 1000 : undefined);
  return {
    hostName,
    port,
    user,
    hostKeyAlias: first('hostkeyalias'),
    identityFiles: [...new Set(identityFiles.length > 0 ? keys : DEFAULT_KEYS.map((name) => join(dir, name)))].map(
      expand,
    ),
    identitiesOnly: isYes('identitiesonly'),
    identityAgent: identityAgent === undefined ? undefined : expand(identityAgent),
    jumps: jumpsOf(first('proxyjump'), expand),
    proxyCommand: noneIsAbsent(found.get('proxycommand')?.join(' ')),
    knownHostsFiles: [
      ...(found.get('userknownhostsfile') ?? ['~/.ssh/known_hosts', '~/.ssh/known_hosts2']),
      ...(found.get('globalknownhostsfile') ?? ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']),
    ].flatMap((file) => (file === 'none' ? [] : [expand(file)])),
    strictHostKeyChecking: strictness(first('stricthostkeychecking')),
    hashKnownHosts: isYes('hashknownhosts'),
    connectTimeoutMs: seconds('connecttimeout'),
    keepAliveMs: seconds('serveraliveinterval'),
  };
}

/** Whichever of the two comes first decides for both. */
const isProxyDecided = ({ key }: ConfigLine, found: ReadonlyMap<string, unknown>) =>
  (key === 'proxyjump' && found.has('proxycommand')) || (key === 'proxycommand' && found.has('proxyjump'));

function holds(condition: Condition, question: HostQuestion, found: ReadonlyMap<string, readonly string[]>): boolean {
  if (condition.type === 'host') return matchesPatterns(question.host, condition.values);
  const values = [...condition.values];
  const subjects: Record<string, string> = {
    host: found.get('hostname')?.[0]?.replaceAll('%h', question.host) ?? question.host,
    originalhost: question.host,
    user: found.get('user')?.[0] ?? question.localUser,
    localuser: question.localUser,
  };
  while (values.length > 0) {
    const word = values.shift() ?? '';
    const isNot = word.startsWith('!');
    const name = word.replace(/^!/, '').toLowerCase();
    if (name === 'all') continue;
    const subject = subjects[name];
    // `exec` and what else there is: a block whose condition is not known here is left out.
    if (subject === undefined) return false;
    if (matchesPatterns(subject, (values.shift() ?? '').split(',')) === isNot) return false;
  }
  return condition.values.length > 0;
}

function strictness(text: string | undefined): HostSettings['strictHostKeyChecking'] {
  const word = text?.toLowerCase();
  if (word === 'no' || word === 'off') return 'no';
  return word === 'yes' || word === 'accept-new' ? word : 'ask';
}

const noneIsAbsent = (text: string | undefined) =>
  text === undefined || text.toLowerCase() === 'none' ? undefined : text;

const jumpsOf = (text: string | undefined, expand: (text: string) => string): string[] =>
  (noneIsAbsent(text) ?? '')
    .split(',')
    .map((one) => expand(one.trim()))
    .filter((one) => one !== '');

interface Known {
  readonly question: HostQuestion;
  readonly hostName: string;
  readonly user: string;
  readonly port: number;
  readonly jump: string;
}

/** ssh_config(5), TOKENS; and a `~` for the person's folder, and `${VARIABLES}`. */
function expandTokens(text: string, { question, hostName, user, port, jump }: Known): string {
  const local = hostname();
  const tokens: Record<string, string> = {
    '%': '%',
    h: hostName,
    n: question.host,
    k: hostName,
    p: String(port),
    r: user,
    u: question.localUser,
    d: question.home,
    l: local,
    L: local.split('.')[0] ?? '',
    i: String(process.getuid?.() ?? ''),
    C: createHash('sha1').update(`${local}${hostName}${port}${user}${jump}`).digest('hex'),
  };
  const path = text === '~' || text.startsWith('~/') ? question.home + text.slice(1) : text;
  return path
    .replace(/\$\{(\w+)\}/g, (_all, name: string) => process.env[name] ?? '')
    .replace(/%([\w%])/g, (all, sign: string) => tokens[sign] ?? all);
}
