import type { StackService, StackServicePort } from '../../../contract/model/stack.ts';

interface SaidPort {
  readonly target?: number;
  readonly protocol?: string;
  readonly published?: string | number;
  readonly host_ip?: string;
}

interface SaidService {
  readonly image?: string;
  readonly build?: string | { readonly context?: string };
  readonly scale?: number;
  readonly deploy?: { readonly replicas?: number } | null;
  readonly ports?: readonly SaidPort[] | null;
  readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[] | null;
  readonly profiles?: readonly string[] | null;
}

/** The services of what `docker compose config --format json` says, by name. */
export function servicesIn(config: unknown, profiles: readonly string[]): readonly StackService[] {
  const { services } = (config ?? {}) as { readonly services?: Readonly<Record<string, SaidService>> | null };
  return Object.entries(services ?? {})
    .map(([name, service]) => toService(name, service, profiles))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function toService(name: string, said: SaidService, on: readonly string[]): StackService {
  const profiles = said.profiles ?? [];
  const buildContext = typeof said.build === 'string' ? said.build : said.build?.context;
  const dependsOn = said.depends_on ?? [];
  return {
    name,
    ...(said.image && { image: said.image }),
    ...(said.build && { buildContext: buildContext ?? '.' }),
    wantedCount: said.scale ?? said.deploy?.replicas ?? 1,
    ports: (said.ports ?? []).flatMap(toPort),
    dependsOn: Array.isArray(dependsOn) ? dependsOn : Object.keys(dependsOn),
    profiles,
    isActive: profiles.length === 0 || profiles.some((profile) => on.includes(profile) || on.includes('*')),
  };
}

const toPort = ({ target, protocol = 'tcp', published, host_ip: hostIp }: SaidPort): readonly StackServicePort[] =>
  target === undefined
    ? []
    : [{ target, protocol, ...(published && { published: String(published) }), ...(hostIp && { hostIp }) }];
