import type { AppError } from '../../../../contract/errors.ts';
import type { RunCheck } from '../../../../contract/model/run.ts';
import { cellOf, type RunDraft, rowsIn, textIn } from './draft/draft.ts';
import type { Problems, Read } from './draft/readDraft.ts';
import { t } from '../texts/index.ts';

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
  for (const row of rowsIn(draft, 'ports')) {
    const { key } = row;
    const [hostPort, protocol] = [cellOf(row, 'hostPort').trim(), cellOf(row, 'protocol')];
    if (hostPort === '') continue;
    const port = Number(hostPort);
    const found = check?.ports.find((other) => other.hostPort === port && other.protocol === protocol);
    if (found) taken.set(key, found);
    else if (error?.code === 'port-in-use' && error.hostPort === port) {
      taken.set(key, {
        owner: error.owner ?? t('another program on this machine'),
        suggestedPort: error.suggestedPort,
      });
    }
  }
  return taken;
}

/** An error of the engine at the field it is about; `undefined` when it is about none. */
export function fieldOfError(
  error: AppError | undefined,
  draft: RunDraft,
  placeOf: Read['placeOf'],
): [field: string, message: string] | undefined {
  if (!error) return undefined;
  if (error.code === 'name-in-use') return ['name', error.message];
  if (error.code === 'port-in-use') {
    const row = rowsIn(draft, 'ports').find((one) => Number(cellOf(one, 'hostPort')) === error.hostPort);
    return row && [`ports.${row.key}.hostPort`, error.message];
  }
  if (error.code !== 'invalid-input') return undefined;
  const place = placeOf(error.path[0] === 'settings' ? error.path.slice(1) : error.path);
  return place === undefined ? undefined : [place, error.message];
}

/** Whether what was typed in a field is still what it was. */
export function isSameField(place: string, before: RunDraft, now: RunDraft): boolean {
  const [id = '', key] = place.split('.');
  if (id in now.rows) {
    const row = (draft: RunDraft) => rowsIn(draft, id).find((one) => one.key === key);
    return row(before) === row(now);
  }
  return textIn(before, place) === textIn(now, place);
}

/** The problems of the form itself, and of the check, at their fields. `left` is what a failed run of it has made. */
export function allProblems(
  problems: Problems,
  check: RunCheck | undefined,
  draft: RunDraft,
  left: readonly string[] = [],
): Problems {
  const all: Record<string, string> = { ...problems };
  if (check?.nameOwner && textIn(draft, 'name').trim() === check.nameOwner.name) {
    const { id, name } = check.nameOwner;
    all['name'] ??= left.includes(id)
      ? t('The run that failed has made “{{name}}”: run again in its place below, or choose another name.', { name })
      : t('“{{name}}” is taken by another container.', { name });
  }
  for (const row of rowsIn(draft, 'ports')) {
    if (check?.unknownAddresses?.includes(cellOf(row, 'hostIp').trim())) {
      all[`ports.${row.key}.hostIp`] ??= t('The machine of the engine does not have this address.');
    }
  }
  for (const row of rowsIn(draft, 'mounts')) {
    // With this option the engine makes the folder.
    if (cellOf(row, 'type') !== 'bind' || cellOf(row, 'createSource') !== '') continue;
    if (check?.missingSources.includes(cellOf(row, 'source').trim())) {
      all[`mounts.${row.key}.source`] ??= t('This path does not exist on the machine of the engine.');
    }
  }
  return all;
}
