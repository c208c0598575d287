import type { DraftNote } from '../../../contract/model/template.ts';
import type { RunNetwork, RunSettings } from '../../../contract/model/run.ts';

/** The settings that the services are made from, by what a container of another service may be called. */
export interface Others {
  /** The service that a container of this name or id becomes. */
  serviceOf(container: string): string | undefined;
}

export interface Place {
  /** Keys of the service. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** Networks that it names. */
  readonly networks: readonly string[];
  /** Names under which other services are looked for, by service. */
  readonly aliases: readonly { readonly service: string; readonly alias: string }[];
  readonly notes: readonly DraftNote['message'][];
}

/** Where a service is: without a word of its own it is in the one network that Compose makes for all of them. */
export function placeOf(settings: RunSettings, made: Readonly<Record<string, unknown>>, others: Others): Place {
  const { networks, links } = settings;
  const [first] = networks;
  const notes: string[] = [];
  const container = /^container:(.+)$/.exec(first?.name ?? '')?.[1];
  if (container !== undefined) {
    const service = others.serviceOf(container);
    return { keys: { network_mode: service ? `service:${service}` : first?.name }, networks: [], aliases: [], notes };
  }
  if (first?.name === 'host' || first?.name === 'none') {
    return { keys: { network_mode: first.name }, networks: [], aliases: [], notes };
  }
  const linked = [...links, ...networks.slice(1).flatMap((network) => network.links)];
  const inside = linked.flatMap(({ container: target, alias }) => {
    const service = others.serviceOf(target);
    return service === undefined ? [] : [{ service, alias }];
  });
  const outside = linked.filter(({ container: target }) => others.serviceOf(target) === undefined);
  if (inside.length > 0) {
    notes.push('Its links are names in the network now; variables like DB_PORT_5432_TCP_ADDR are set no more.');
  }
  const dependsOn = [...new Set(inside.map(({ service }) => service))];
  const common = {
    ...(dependsOn.length > 0 && { depends_on: dependsOn }),
    ...(outside.length > 0 && {
      external_links: outside.map(({ container: target, alias }) => `${target}:${alias}`),
    }),
  };
  const aliases = inside.filter(({ service, alias }) => service !== alias);
  const own = networks.filter(({ name }) => !isDefault(name));
  if (own.length === 0) {
    const keys = { ...common, ...ofDefault(first, notes) };
    return { keys, networks: [], aliases, notes };
  }
  if (own.length < networks.length) notes.push('It was in the default bridge too: that has no names, and is left out.');
  return {
    keys: { ...common, networks: made['networks'] },
    networks: own.map(({ name }) => name),
    aliases,
    notes,
  };
}

const isDefault = (name: string): boolean => name === 'bridge' || name === 'default';

/** What was said of the default bridge, and can be said of the network that Compose makes. */
function ofDefault(first: RunNetwork | undefined, notes: string[]): object {
  if (!first) return {};
  if (first.ipv4Address || first.ipv6Address) {
    notes.push('Its fixed address was one of another network: the stack’s own has other addresses, so it is left out.');
  }
  return {
    ...(first.macAddress && { mac_address: first.macAddress }),
    ...(first.aliases.length > 0 && { networks: { default: { aliases: first.aliases } } }),
  };
}
