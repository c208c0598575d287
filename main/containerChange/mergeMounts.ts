import { posix } from 'node:path';
import { isSame } from './mergeBody.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Mounted {
  readonly target: string;
  readonly field: 'Binds' | 'Mounts' | 'Tmpfs' | 'Volumes';
  readonly value: unknown;
}

/** Where in a body things are mounted: the engine has four ways to say it, and a form may say it another way. */
export const MOUNT_FIELDS = ['Binds', 'Mounts', 'Tmpfs'] as const;

/** By the place where it is mounted: what was changed there replaces what was there, however it was said. */
export function mergeMounts(base: Fields, before: Fields, after: Fields): Fields {
  const [was, is] = [byTarget(before), byTarget(after)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (target) => !isSame(was.get(target)?.value, is.get(target)?.value),
  );
  if (changed.length === 0) return base;
  const kept = mountedIn(base).filter(({ target }) => !changed.includes(target));
  const added = changed.flatMap((target) => is.get(target) ?? []);
  const all = [...kept, ...added];
  const valuesOf = (field: Mounted['field']) => all.filter((one) => one.field === field).map(({ value }) => value);
  const host = (base['HostConfig'] ?? {}) as Fields;
  return {
    ...base,
    Volumes: Object.fromEntries(all.filter(({ field }) => field === 'Volumes').map(({ target }) => [target, {}])),
    HostConfig: {
      ...host,
      Binds: valuesOf('Binds'),
      Mounts: valuesOf('Mounts'),
      Tmpfs: Object.fromEntries(
        all.filter(({ field }) => field === 'Tmpfs').map(({ target, value }) => [target, value]),
      ),
    },
  };
}

const byTarget = (body: Fields): ReadonlyMap<string, Mounted> =>
  new Map(mountedIn(body).map((mounted) => [mounted.target, mounted]));

function mountedIn(body: Fields): readonly Mounted[] {
  const host = (body['HostConfig'] ?? {}) as Fields;
  return [
    ...((host['Binds'] ?? []) as string[]).map((bind): Mounted => {
      const [source = '', target = source] = bind.split(':');
      return { target: cleanPath(target), field: 'Binds', value: bind };
    }),
    ...((host['Mounts'] ?? []) as Fields[]).map((mount): Mounted => ({
      target: cleanPath(String(mount['Target'])),
      field: 'Mounts',
      value: mount,
    })),
    ...Object.entries((host['Tmpfs'] ?? {}) as Fields).map(([target, value]): Mounted => ({
      target: cleanPath(target),
      field: 'Tmpfs',
      value,
    })),
    ...Object.keys((body['Volumes'] ?? {}) as Fields).map((target): Mounted => ({
      target: cleanPath(target),
      field: 'Volumes',
      value: {},
    })),
  ];
}

const cleanPath = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, '');
