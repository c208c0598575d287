import type { RunSettings } from '../../../contract/model/run.ts';
import { isSecretValue } from '../../../contract/model/secretName.ts';
import type { DraftNote } from '../../../contract/model/template.ts';
import { composeGaps } from '../../services/containerSettings/compose/composeFile.ts';
import { composeYaml } from '../../services/containerSettings/compose/composeYaml.ts';
import { topVolumes } from '../../services/containerSettings/compose/mounts.ts';
import { composeService } from '../../services/containerSettings/compose/service.ts';
import { envText } from './envText.ts';
import { type Others, type Place, placeOf } from './servicePlaces.ts';
import { serviceNames } from './serviceNames.ts';

/** What is on the engine already: it is used, and not made anew. */
export interface Existing {
  readonly volumes: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
}

/** Settings of one container, and what else it is called. */
export interface DraftContainer {
  readonly settings: RunSettings;
  readonly id?: string;
}

export interface ComposeDraft {
  readonly compose: string;
  readonly env: string;
  readonly services: readonly string[];
  readonly notes: readonly DraftNote[];
}

type Keys = Record<string, unknown>;

/** Several containers as the services of one Compose file, in one network; what it cannot say is told. */
export function composeOf(containers: readonly DraftContainer[], existing: Existing): ComposeDraft {
  const names = serviceNames(containers.map(({ settings }) => settings));
  const others = othersOf(containers, names);
  const notes: DraftNote[] = [];
  const secrets: Record<string, string> = {};
  const aliases: Place['aliases'][number][] = [];
  const networks = new Set<string>();
  const services: Record<string, Keys> = {};
  const volumes: Keys = {};
  for (const [index, { settings }] of containers.entries()) {
    const service = names[index] ?? '';
    const made = composeService({ ...settings, name: undefined }) as Keys;
    const place = placeOf(settings, made, others);
    const bare = withServices(withoutPlace(made), others);
    services[service] = coverSecrets(escaped({ ...bare, ...place.keys }) as Keys, settings, service, secrets);
    for (const network of place.networks) networks.add(network);
    aliases.push(...place.aliases);
    Object.assign(volumes, topVolumes(settings));
    notes.push(...notesOf(settings, service).map((note) => ({ ...note, service })));
    notes.push(...place.notes.map((message) => ({ kind: 'look' as const, service, message })));
  }
  for (const { service, alias } of aliases) addAlias(services[service], alias);
  const top = {
    services,
    ...filledMap('networks', Object.fromEntries([...networks].map((name) => [name, network(name, existing, notes)]))),
    ...filledMap('volumes', Object.fromEntries(Object.entries(volumes).map((one) => volume(one, existing, notes)))),
  };
  if (Object.keys(secrets).length > 0) {
    const message = 'Passwords and the like are in .env, which only you can read; the Compose file names them.';
    notes.push({ kind: 'info', message });
  }
  return {
    compose: composeYaml(top),
    env: envText(secrets),
    services: names,
    notes,
  };
}

function othersOf(containers: readonly DraftContainer[], names: readonly string[]): Others {
  return {
    serviceOf(container) {
      const index = containers.findIndex(
        ({ settings, id }) =>
          settings.name === container || (id !== undefined && container.length >= 12 && id.startsWith(container)),
      );
      return index < 0 ? undefined : names[index];
    },
  };
}

const PLACE = ['network_mode', 'networks', 'external_links', 'mac_address'];

const withoutPlace = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).filter(([key]) => !PLACE.includes(key)));

/** Containers that became services are named as such. */
function withServices(keys: Keys, others: Others): Keys {
  const named = (text: string) =>
    text.replace(/^container:([^:]+)/, (whole, container: string) => {
      const service = others.serviceOf(container);
      return service === undefined ? whole : `service:${service}`;
    });
  const from = keys['volumes_from'];
  return {
    ...keys,
    ...Object.fromEntries(
      ['pid', 'ipc'].flatMap((key) => (typeof keys[key] === 'string' ? [[key, named(keys[key])]] : [])),
    ),
    ...(Array.isArray(from) && {
      volumes_from: (from as string[]).map((one) => named(one).replace(/^service:/, '')),
    }),
  };
}

/** Compose fills in `$NAME` in every value; what is meant as it stands has two. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}

/** Variables that hold a secret are named in the file; their values go into `secrets`. */
function coverSecrets(keys: Keys, { env }: RunSettings, service: string, secrets: Record<string, string>): Keys {
  const covered = env.filter(({ name, value }) => isSecretValue(name, value));
  if (covered.length === 0) return keys;
  const environment: Record<string, unknown> = { ...(keys['environment'] as Keys) };
  for (const { name, value } of covered) {
    const plain = `${service}_${name}`.toUpperCase().replaceAll(/\W/g, '_');
    const variable = /^\d/.test(plain) ? `_${plain}` : plain;
    secrets[variable] = value;
    environment[name] = `\${${variable}}`;
  }
  return { ...keys, environment };
}

function addAlias(service: Keys | undefined, alias: string): void {
  if (!service || service['network_mode'] !== undefined) return;
  const networks = (service['networks'] as Record<string, Keys | null> | undefined) ?? { default: {} };
  service['networks'] = Object.fromEntries(
    Object.entries(networks).map(([name, keys]) => {
      const before = (keys?.['aliases'] as readonly string[] | undefined) ?? [];
      return [name, { ...keys, aliases: [...new Set([...before, alias])] }];
    }),
  );
}

/** What a container says that is nothing of a stack’s. */
function notesOf(settings: RunSettings, service: string): Omit<DraftNote, 'service'>[] {
  const lost = composeGaps({ ...settings, networks: [], links: [], autoRemove: false });
  return [
    ...(settings.name !== undefined
      ? [
          {
            kind: 'info' as const,
            message: `The others find it as “${service}”; its containers are called after the stack, so that there can be several.`,
          },
        ]
      : []),
    ...(settings.autoRemove
      ? [{ kind: 'look' as const, message: 'It is not removed when it ends: “docker compose down” removes it.' }]
      : []),
    ...(settings.count > 1
      ? [{ kind: 'look' as const, message: `${settings.count} were asked for: scale it once it runs.` }]
      : []),
    ...lost.map((message) => ({ kind: 'lost' as const, message })),
  ];
}

function network(name: string, { networks }: Existing, notes: DraftNote[]): Keys {
  if (networks.has(name)) {
    notes.push({ kind: 'info', message: `The network “${name}” is there and stays: it is named as external.` });
    return { name, external: true };
  }
  notes.push({ kind: 'info', message: `The network “${name}” is not there yet: the stack makes it, under this name.` });
  return { name };
}

function volume([name, made]: readonly [string, unknown], { volumes }: Existing, notes: DraftNote[]): [string, Keys] {
  if (volumes.has(name)) {
    notes.push({
      kind: 'info',
      message: `The volume “${name}” is there and stays with its data: it is named as external.`,
    });
    return [name, { name, external: true }];
  }
  notes.push({ kind: 'info', message: `The volume “${name}” is not there yet: the stack makes it, under this name.` });
  const { external: _, ...keys } = made as Keys;
  return [name, { ...keys, name }];
}

const filledMap = (key: string, map: Keys): Keys => (Object.keys(map).length > 0 ? { [key]: map } : {});
