const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  esc: 'escape',
  del: 'delete',
  up: 'arrowup',
  down: 'arrowdown',
  space: ' ',
};
const SHOWN: Readonly<Record<string, string>> = {
  escape: 'Esc',
  delete: 'Del',
  arrowup: '↑',
  arrowdown: '↓',
  ' ': 'Space',
  enter: '↵',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

interface Stroke {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

function parse(stroke: string): Stroke {
  const parts = stroke.toLowerCase().split('+');
  const key = parts.at(-1) || '+';
  return {
    key: NAMES[key] ?? key,
    mod: parts.includes('mod'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
  };
}

/** Whether one stroke (`mod+k`) is what was pressed. */
export function matchesStroke(stroke: string, press: KeyPress, mac = isMac): boolean {
  const wanted = parse(stroke);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  // Whether Shift is down is part of a character such as “?”, but says something for letters and named keys.
  const isSymbol = wanted.key.length === 1 && !/[a-z0-9 ]/.test(wanted.key);
  return (
    press.key.toLowerCase() === wanted.key &&
    mod === wanted.mod &&
    !otherMod &&
    press.altKey === wanted.alt &&
    (isSymbol || press.shiftKey === wanted.shift)
  );
}

/** As a person reads it: `Ctrl K`, `⌘ K`, `G C`. */
export function shownShortcut(shortcut: string, mac = isMac): string {
  return shortcut
    .split(' ')
    .flatMap((stroke) => {
      const { key, mod, alt, shift } = parse(stroke);
      return [
        ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
        ...(alt ? [mac ? '⌥' : 'Alt'] : []),
        ...(shift ? [mac ? '⇧' : 'Shift'] : []),
        SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1)),
      ];
    })
    .join(' ');
}

/** Without Ctrl, Cmd or Alt: a person may turn these off, since dictation and clumsy fingers press them. */
export const isPlainShortcut = (shortcut: string): boolean =>
  !/mod\+|alt\+/i.test(shortcut) && !/^[a-z]{2,}$/i.test(shortcut);
