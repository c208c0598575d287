import type { StackTarget } from '../../../contract/model/stackRun.ts';
import type { Compose } from '../cli/createCompose.ts';

/** What `docker compose config --format json` says of a service, as far as a plan needs it. */
export interface ConfigService {
  readonly image?: string;
  readonly build?: object;
  readonly pull_policy?: string;
  readonly container_name?: string;
  readonly scale?: number;
  readonly deploy?: { readonly replicas?: number; readonly [key: string]: unknown };
  readonly depends_on?: Readonly<Record<string, { readonly restart?: boolean }>>;
  readonly develop?: { readonly watch?: readonly object[] };
  readonly networks?: Readonly<Record<string, unknown>> | null;
  readonly network_mode?: string;
  readonly ipc?: string;
  readonly pid?: string;
  readonly volumes_from?: readonly string[];
  readonly ports?: readonly {
    readonly target: number;
    readonly published?: string;
    readonly host_ip?: string;
    readonly protocol?: string;
  }[];
  readonly volumes?: readonly { readonly type: string; readonly source?: string; readonly target: string }[];
  readonly [key: string]: unknown;
}

export interface ConfigResource {
  readonly name: string;
  readonly external?: boolean;
  readonly [key: string]: unknown;
}

export interface ComposeConfig {
  readonly name: string;
  readonly services: Readonly<Record<string, ConfigService>>;
  readonly networks: Readonly<Record<string, ConfigResource>>;
  readonly volumes: Readonly<Record<string, ConfigResource>>;
}

export interface ReadConfig {
  readonly config: ComposeConfig;
  /** By service: what compose writes into a label. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

/** The resolved file of a stack. Rejects with what is wrong with it. */
export async function readConfig(compose: Compose, stack: StackTarget, signal?: AbortSignal): Promise<ComposeConfig> {
  return (await askConfig(compose, stack, signal)).config;
}

export async function readConfigAndHashes(
  compose: Compose,
  stack: StackTarget,
  signal?: AbortSignal,
): Promise<ReadConfig> {
  const [{ config, warnings }, { text }] = await Promise.all([
    askConfig(compose, stack, signal),
    compose.ask(stack, ['config', '--hash', '*'], signal),
  ]);
  const pairs = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((words): words is [string, string] => words.length === 2);
  return { config, warnings, hashes: new Map(pairs) };
}

async function askConfig(compose: Compose, stack: StackTarget, signal?: AbortSignal) {
  const { text, warnings } = await compose.ask(stack, ['config', '--format', 'json'], signal);
  const said = JSON.parse(text) as Partial<ComposeConfig>;
  const { name = stack.project, services = {}, networks = {}, volumes = {} } = said;
  const config: ComposeConfig = { name, services, networks, volumes };
  return { config, warnings };
}

export const replicasOf = ({ scale, deploy }: ConfigService): number => scale ?? deploy?.replicas ?? 1;

/** The image of a service that is built has a name of its own, unless the file gives it one. */
export const imageOf = (project: string, service: string, { image }: ConfigService): string =>
  image ?? `${project}-${service}`;

/** A service and all that it needs, directly or through others. */
export function withDependencies(config: ComposeConfig, services: readonly string[]): Set<string> {
  return reach(services, (name) => Object.keys(config.services[name]?.depends_on ?? {}));
}

/** All that need a service, directly or through others; without itself. */
export function dependantsOf(config: ComposeConfig, service: string): string[] {
  const all = Object.entries(config.services);
  const found = reach([service], (name) =>
    all.filter(([, { depends_on: needs = {} }]) => name in needs).map(([other]) => other),
  );
  found.delete(service);
  return [...found];
}

function reach(from: readonly string[], next: (name: string) => readonly string[]): Set<string> {
  const found = new Set(from);
  for (const name of found) for (const other of next(name)) found.add(other);
  return found;
}
