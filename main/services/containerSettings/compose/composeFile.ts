import type { RunSettings } from '../../../../contract/model/run.ts';
import { composeYaml } from './composeYaml.ts';
import { filled } from './filled.ts';
import { topVolumes } from './mounts.ts';
import { topNetworks } from './networks.ts';
import { composeService } from './service.ts';

/** A Compose file with one service that makes the same container; what it cannot say is told by `composeGaps`. */
export function composeFile(settings: RunSettings): string {
  const service = serviceName(settings);
  const file = {
    services: { [service]: composeService(settings) },
    ...filled({ networks: topNetworks(settings), volumes: topVolumes(settings) }),
  };
  return composeYaml(withoutVariables(file));
}

/** Names of services begin with a letter or digit, and are what others in the file say. */
function serviceName({ name, image }: RunSettings): string {
  const of =
    name ??
    image
      .replace(/@.*$/, '')
      .replace(/:[^/:]*$/, '')
      .replace(/^.*\//, '');
  const plain = of.replaceAll(/[^a-zA-Z0-9._-]/g, '-').replace(/^[^a-zA-Z0-9]+/, '');
  return plain === '' ? 'app' : plain;
}

/** Compose fills in `$NAME` in every value; what is meant as it stands has two. */
function withoutVariables(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(withoutVariables);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutVariables(inner)]));
}

/** What no key of a Compose file says, in whole sentences. Empty for nearly every container. */
export function composeGaps(settings: RunSettings): string[] {
  const { networks, deviceRequests } = settings;
  const sentences: readonly [boolean, string][] = [
    [settings.autoRemove, 'A service is not removed by itself when it ends: “docker compose down” removes it.'],
    [settings.publishAll, 'No key publishes all exposed ports: publish them one by one.'],
    [settings.unsetEnv.length > 0, `No key takes a variable of the image away: ${settings.unsetEnv.join(', ')}.`],
    [(settings.cpusetMems ?? '') !== '', 'No key says which memory nodes it may use.'],
    [settings.stopTimeoutSeconds === -1, 'No key lets it stop for as long as it wants.'],
    [
      settings.healthCheck?.startIntervalMs !== undefined && settings.healthCheck.startPeriodMs === undefined,
      'Compose takes an interval while it starts only together with a time to start in.',
    ],
    [
      settings.maskedPaths !== undefined || settings.readOnlyPaths !== undefined,
      'No key says which paths of /proc and /sys are hidden or read-only.',
    ],
    [networks.slice(1).some(({ links }) => links.length > 0), 'No key links containers in a further network.'],
    [networks.length > 1 && settings.links.length > 0, 'Compose makes links in every network of a service.'],
    [networks.length > 1 && networks[0]?.name === 'bridge', 'A service cannot be in the default bridge and in others.'],
    [
      settings.volumesFrom.some(({ mode }) => mode !== undefined),
      'Compose takes the volumes of another container as they are there, neither read-only nor relabelled.',
    ],
    [
      settings.mounts.some(({ type, selinux, propagation }) => type === 'bind' && !!selinux && !!propagation),
      'Compose does not relabel a folder for SELinux where its propagation is said too.',
    ],
    [
      settings.mounts.some(({ createSource, consistency }) => createSource && consistency !== undefined),
      'Compose does not say the consistency of a folder that it makes.',
    ],
    [
      settings.mounts.some(({ type, selinux }) => type === 'volume' && selinux === 'private'),
      'No key relabels a volume for SELinux.',
    ],
    [
      deviceRequests.some(({ capabilities }) => capabilities.length > 1),
      'No key gives a choice of several sets of capabilities of devices.',
    ],
  ];
  return sentences.filter(([is]) => is).map(([, sentence]) => sentence);
}
