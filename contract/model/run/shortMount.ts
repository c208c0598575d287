import type { RunMount } from './mounts.ts';

/**
 * Whether the engine is told of it in the words of `-v`: only so can it be relabelled for SELinux, and only so do all
 * engines make a missing folder. The rest, and what has a `:` in it, goes the long way of `--mount`.
 */
export function isShortMount(mount: RunMount): boolean {
  const { type, source, target, selinux } = mount;
  if (`${source}${target}`.includes(':') || source === '') return false;
  if (type === 'bind') return (mount.createSource || !!selinux) && !mount.isNonRecursive && !mount.readOnlyBelow;
  if (type !== 'volume' || !selinux) return false;
  return !mount.driver && mount.driverOptions.length === 0 && mount.volumeLabels.length === 0 && !mount.subpath;
}

/** `/src:/app:ro,Z`, `data:/data` */
export function shortMount(mount: RunMount): string {
  const { type, source, target, isReadOnly, selinux, propagation, noCopy, consistency } = mount;
  const words = [
    ...(isReadOnly ? ['ro'] : []),
    ...(selinux ? [selinux === 'shared' ? 'z' : 'Z'] : []),
    ...(propagation ? [propagation] : []),
    ...(noCopy ? ['nocopy'] : []),
    ...(consistency && consistency !== 'default' ? [consistency] : []),
  ];
  // The engine shares a volume that is given without any word.
  const isSaid = words.length > 0 && !(type === 'volume' && words.length === 1 && words[0] === 'z');
  return [source, target, ...(isSaid ? [words.join(',')] : [])].join(':');
}

/** What `-v` and the engine’s `Binds` say: `/src:/app:ro,Z`, `data:/data`, `/data`. */
export function readShortMount(text: string): Partial<RunMount> & Pick<RunMount, 'type' | 'source' | 'target'> {
  // C:\src:/app: the first colon belongs to a drive.
  const drive = /^[A-Za-z]:[\\/]/.test(text) ? text.slice(0, 2) : '';
  const parts = text.slice(drive.length).split(':');
  if (parts.length === 1 && drive === '') return { type: 'volume', source: '', target: text };
  const [from = '', target = '', modes = ''] = parts;
  const source = `${drive}${from}`;
  const type = /^([/.~]|[A-Za-z]:[\\/])/.test(source) ? 'bind' : 'volume';
  const words = modes.split(',').filter((word) => word !== '');
  const propagation = PROPAGATIONS.find((one) => words.includes(one));
  const consistency = (['consistent', 'cached', 'delegated'] as const).find((one) => words.includes(one));
  const isShared = words.includes('z') || (type === 'volume' && words.length === 0);
  return {
    type,
    source,
    target,
    ...(type === 'bind' && { createSource: true }),
    ...(words.includes('ro') && { isReadOnly: true }),
    ...(words.includes('Z') ? { selinux: 'private' as const } : isShared && { selinux: 'shared' as const }),
    ...(propagation && { propagation }),
    ...(words.includes('nocopy') && { noCopy: true }),
    ...(consistency && { consistency }),
  };
}

const PROPAGATIONS = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'] as const;
const WORDS = new Set([
  'ro',
  'rw',
  'z',
  'Z',
  'nocopy',
  'consistent',
  'cached',
  'delegated',
  'default',
  ...PROPAGATIONS,
]);

/** Words of a `-v` that the engine does not know. */
export const unknownModes = (modes: string): string[] => modes.split(',').filter((word) => word && !WORDS.has(word));
