import { NO_PLACES, type Places } from './place.ts';

const keyOf = (context: string) => `gantry.networks.map.${context}`;

/** Where everything stood the last time, of this engine; nothing where that cannot be read. */
export function readPlaces(context: string): Places {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(context)) ?? '{}') as Partial<Places>;
    const frames = Object.entries(kept.frames ?? {}).filter(([, frame]) =>
      [frame?.x, frame?.y, frame?.columns, frame?.rows].every((value) => Number.isFinite(value)),
    );
    const slots = Object.entries(kept.slots ?? {}).filter(
      ([, slot]) => typeof slot?.frame === 'string' && Number.isInteger(slot.slot),
    );
    return frames.length === 0 ? NO_PLACES : { frames: Object.fromEntries(frames), slots: Object.fromEntries(slots) };
  } catch {
    return NO_PLACES; // it is drawn anew
  }
}

export function writePlaces(context: string, places: Places): void {
  try {
    localStorage.setItem(keyOf(context), JSON.stringify(places));
  } catch {
    // A full or forbidden storage costs the order of the picture, not the picture.
  }
}
