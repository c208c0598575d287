import type { RunSettings } from '../../../../../contract/model/run.ts';
import { t } from '../../texts/index.ts';

type Found = readonly [path: readonly PropertyKey[], message: string];

/** The engine refuses less. */
const LEAST_MEMORY_BYTES = 6 * 1024 ** 2;
const HOST_PATH = /^(\/|~|[A-Za-z]:[\\/]|\\\\)/;
const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** What each field allows by itself, and the engine would refuse. */
export function semanticProblems(settings: RunSettings): Found[] {
  const { memoryBytes = 0, workingDir, networks, ports, count, mounts } = settings;
  const found: Found[] = [];
  if (memoryBytes > 0 && memoryBytes < LEAST_MEMORY_BYTES) {
    found.push([['memoryBytes'], t('The engine needs at least 6m.')]);
  }
  if (settings.autoRemove && settings.restartPolicy) {
    found.push([
      ['autoRemove'],
      t('A container that is removed when it ends cannot be restarted. Choose one of both.'),
    ]);
  }
  if (workingDir !== undefined && !/^(\/|[A-Za-z]:)/.test(workingDir)) {
    found.push([['workingDir'], t('Write the folder from the root of the container, such as /app.')]);
  }
  if (networks.some(({ name }) => name.startsWith('container:'))) {
    for (const index of ports.keys()) {
      found.push([['ports', index, 'containerPort'], t('Ports belong to the container whose network is shared.')]);
    }
  }
  if (count > 1 && ports.some(({ hostPort, hostPortEnd }) => hostPort !== undefined && hostPortEnd === undefined)) {
    found.push([
      ['count'],
      t('A host port can be taken once only. Leave the host port empty, so that each gets its own.'),
    ]);
  }
  if (networks.length > 1) {
    for (const [index, { name }] of networks.entries()) {
      if (/^(none|host|container:.*)$/.test(name)) {
        found.push([
          ['networks', index, 'name'],
          t('“{{name}}” stands alone: take the other networks away, or this one.', { name }),
        ]);
      }
    }
  }
  for (const [index, mount] of mounts.entries()) found.push(...mountProblems(mount, index));
  return found;
}

function mountProblems({ type, source, target }: RunSettings['mounts'][number], index: number): Found[] {
  const found: Found[] = [];
  const at = (cell: string, message: string) => found.push([['mounts', index, cell], message]);
  if (target === '/') at('target', t('Nothing can be mounted over the root of the container.'));
  if (type === 'bind' && !HOST_PATH.test(source)) {
    at('source', t('Write the whole path on the machine of the engine, such as /srv/data.'));
  }
  if (type === 'volume' && source !== '' && !VOLUME_NAME.test(source)) {
    at('source', t('A volume has a name such as dbdata; choose “Folder” for a path.'));
  }
  if (type === 'tmpfs' && source !== '') at('source', t('What is in memory has no source.'));
  if (type === 'image' && source === '') at('source', t('Which image?'));
  return found;
}
