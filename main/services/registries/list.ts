import { join } from 'node:path';
import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import { toAppError } from '../../../contract/errors.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import {
  type KnownRegistry,
  LOCAL_REGISTRY_LABEL,
  type LocalRegistry,
  type Registry,
  type RegistryList,
} from '../../../contract/model/registry.ts';
import type { CredentialStore } from '../../registries/index.ts';
import { findHelpers, isKeychain } from '../../registries/cli/findHelpers.ts';
import { isLoopback } from '../../registries/address.ts';

const DATA = '/var/lib/registry';
const REGISTRY_PORT = 5000;

export interface ListSources {
  readonly store: CredentialStore;
  readonly known: readonly KnownRegistry[];
  readonly containers: readonly ContainerSummary[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly configDir: string;
}

/** Docker Hub first, then the engine's own, then by name: what was added, and wherever the CLI is signed in. */
export async function listRegistries({ store, known, containers, env, configDir }: ListSources): Promise<RegistryList> {
  const helpers = await findHelpers(env);
  const common = {
    keychains: helpers.filter(isKeychain),
    vendorHelpers: helpers.filter((name) => !isKeychain(name)),
    configFile: join(configDir, 'config.json'),
  };
  const locals = containers.flatMap(localRegistry);
  try {
    const signIns = await store.list();
    const names = new Set([
      DOCKER_HUB,
      ...locals.map(({ name }) => name),
      ...[...known, ...signIns.map(({ registry }) => ({ name: registry }))].map(({ name }) => name).toSorted(),
    ]);
    const places = await store.placesOf([...names]);
    const registries = [...names].map((name, index): Registry => {
      const signIn = signIns.find(({ registry }) => registry === name);
      return {
        ...describe(name, known, locals),
        ...(signIn && { signIn: { ...(signIn.username && { username: signIn.username }), place: signIn.place } }),
        nextPlace: places[index]!,
      };
    });
    return { ...common, registries };
  } catch (thrown) {
    const names = new Set([DOCKER_HUB, ...locals.map(({ name }) => name), ...known.map(({ name }) => name)]);
    const registries = [...names].map((name) => ({
      ...describe(name, known, locals),
      nextPlace: { kind: 'file' } as const,
    }));
    return { ...common, registries, error: toAppError(thrown) };
  }
}

function describe(name: string, known: readonly KnownRegistry[], locals: readonly NamedLocal[]) {
  const chosen = known.find((one) => one.name === name);
  const local = locals.find((one) => one.name === name)?.local;
  return {
    name,
    ...(chosen?.caFile && { caFile: chosen.caFile }),
    isInsecure: chosen?.isInsecure ?? (isLoopback(name) && !chosen?.caFile),
    isAdded: chosen !== undefined,
    ...(local && { local }),
  };
}

interface NamedLocal {
  readonly name: string;
  readonly local: LocalRegistry;
}

/** A registry that Gantry started on this engine, by its label. One that has stopped publishes no port: its name is then its container's. */
export function localRegistry(container: ContainerSummary): NamedLocal[] {
  if (container.labels[LOCAL_REGISTRY_LABEL] !== 'local') return [];
  const { id, name, state, image, ports, mounts } = container;
  const port = ports.find((one) => one.containerPort === REGISTRY_PORT && one.hostPort !== undefined)?.hostPort;
  const remembered = port ?? Number(container.labels[`${LOCAL_REGISTRY_LABEL}.port`]);
  const volume = mounts.find(({ type, destination }) => type === 'volume' && destination === DATA)?.name;
  const isPort = Number.isInteger(remembered) && remembered > 0;
  return [
    {
      name: isPort ? `localhost:${remembered}` : name,
      local: {
        containerId: id,
        containerName: name,
        isRunning: state === 'running',
        image,
        ...(volume && { volume }),
        ...(isPort && { port: remembered }),
      },
    },
  ];
}
