import { dangersOf } from '../../../../contract/model/run/dangers.ts';
import type { RunSettings } from '../../../../contract/model/run.ts';
import type { Problems, Read } from './draft/readDraft.ts';

/** Why settings should be made on purpose only, by their places in the form; several reasons of one place together. */
export function dangersAt(settings: RunSettings, placeOf: Read['placeOf']): Problems {
  const places: Record<string, string> = {};
  for (const { path, reason } of dangersOf(settings)) {
    const place = placeOf(path);
    if (place !== undefined) places[place] = places[place] === undefined ? reason : `${places[place]} ${reason}`;
  }
  return places;
}
