import type { EditRefusal } from '../edit';

export type Reason = Omit<EditRefusal, 'edit'>;

/** Thrown while an edit is planned; caught where the edits are made. */
export class Refused extends Error {
  readonly reason: Reason;

  constructor({ place, ...reason }: Reason) {
    super(reason.message);
    // A node may be given as the place: only its range is told.
    this.reason = place ? { ...reason, place: { from: place.from, to: place.to } } : reason;
  }
}

/** `services.web.ports[0]` */
export function pathText(path: readonly (string | number)[]): string {
  const text = path.reduce<string>((sofar, key) => {
    if (typeof key === 'number') return `${sofar}[${key}]`;
    const name = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
    return sofar === '' ? name : `${sofar}.${name}`;
  }, '');
  return text === '' ? 'the file' : text;
}
