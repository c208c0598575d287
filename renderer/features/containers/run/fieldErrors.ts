import type { AppError } from '../../../../contract/errors.ts';
import type { RunCheck } from '../../../../contract/model/run.ts';
import type { RunDraft } from './draft.ts';
import type { Problems } from './readDraft.ts';

/** A host port that somebody else has, and one that is free instead. */
export interface TakenPort {
  readonly owner: string;
  readonly suggestedPort?: number;
}

/** Which rows of ports are taken, from the check before and from what the engine said in the end. */
export function takenPorts(
  draft: RunDraft,
  check: RunCheck | undefined,
  error: AppError | undefined,
): ReadonlyMap<string, TakenPort> {
  const taken = new Map<string, TakenPort>();
  for (const { key, hostPort, protocol } of draft.ports) {
    const port = Number(hostPort);
    if (hostPort.trim() === '') continue;
    const found = check?.ports.find((other) => other.hostPort === port && other.protocol === protocol);
    if (found) taken.set(key, found);
    else if (error?.code === 'port-in-use' && error.hostPort === port) {
      taken.set(key, { owner: error.owner ?? 'another program on this machine', suggestedPort: error.suggestedPort });
    }
  }
  return taken;
}

/** An error of the engine at the field it is about; `undefined` when it is about none. */
export function fieldOfError(
  error: AppError | undefined,
  draft: RunDraft,
): [field: string, message: string] | undefined {
  if (!error) return undefined;
  if (error.code === 'name-in-use') return ['name', error.message];
  if (error.code === 'port-in-use') {
    const row = draft.ports.find(({ hostPort }) => Number(hostPort) === error.hostPort);
    return row && [`ports.${row.key}.hostPort`, error.message];
  }
  if (error.code !== 'invalid-input') return undefined;
  // Rows count from 0 in the settings, and only those that are filled in.
  const [, field = '', index, ...rest] = error.path[0] === 'settings' ? error.path : ['', ...error.path];
  const rows =
    field === 'ports' || field === 'env' || field === 'labels' || field === 'mounts' ? draft[field] : undefined;
  const key = rows?.[Number(index)]?.key;
  if (rows) return key === undefined ? undefined : [[field, key, ...rest].join('.'), error.message];
  return field in draft ? [field, error.message] : undefined;
}

/** Whether what was typed in a field is still what it was. */
export function isSameField(field: string, before: RunDraft, now: RunDraft): boolean {
  const [name = '', key] = field.split('.');
  const valueOf = (draft: RunDraft): unknown => {
    const value: unknown = draft[name as keyof RunDraft];
    return Array.isArray(value) ? value.find((row: { key: string }) => row.key === key) : value;
  };
  return valueOf(before) === valueOf(now);
}

/** The problems of the form itself, and of the check, at their fields. `left` is what a failed run of it has made. */
export function allProblems(
  problems: Problems,
  check: RunCheck | undefined,
  draft: RunDraft,
  left: readonly string[] = [],
): Problems {
  const all: Record<string, string> = { ...problems };
  if (check?.nameOwner && draft.name.trim() === check.nameOwner.name) {
    const { id, name } = check.nameOwner;
    all['name'] ??= left.includes(id)
      ? `The run that failed has made “${name}”: run again in its place below, or choose another name.`
      : `“${name}” is taken by another container.`;
  }
  for (const { key, hostIp } of draft.ports) {
    if (check?.unknownAddresses?.includes(hostIp.trim())) {
      all[`ports.${key}.hostIp`] ??= 'The machine of the engine does not have this address.';
    }
  }
  for (const { key, type, source } of draft.mounts) {
    if (type === 'bind' && check?.missingSources.includes(source.trim())) {
      all[`mounts.${key}.source`] ??= 'This path does not exist on the machine of the engine.';
    }
  }
  return all;
}
