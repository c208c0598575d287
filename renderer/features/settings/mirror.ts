import type { Settings } from '../../../contract/model/settings.ts';

/** What the first picture needs, kept by the browser too: otherwise it would jump when the settings arrive. */
interface Mirror {
  readonly theme: Settings['theme'];
  readonly language?: Settings['language'];
  readonly layout: Readonly<Record<string, unknown>>;
}

const KEY = 'gantry.mirror';
const EMPTY: Mirror = { theme: 'system', layout: {} };

export function readMirror(): Mirror {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof stored === 'object' ? { ...EMPTY, ...stored } : EMPTY;
  } catch {
    return EMPTY;
  }
}

export function writeMirror(patch: Partial<Mirror>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readMirror(), ...patch }));
  } catch {
    // A browser that stores nothing only loses the first picture's look.
  }
}
