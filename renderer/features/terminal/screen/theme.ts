import type { ITheme } from '@xterm/xterm';

const NAMES = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const;

/** The page's own colours, for xterm.js, which cannot read variables. */
export function readTheme(): ITheme {
  const css = getComputedStyle(document.documentElement);
  const color = (name: string) => css.getPropertyValue(name).trim();
  return {
    background: color('--g-bg'),
    foreground: color('--g-text'),
    cursor: color('--g-accent-text'),
    cursorAccent: color('--g-bg'),
    scrollbarSliderBackground: `${color('--g-border-strong')}80`,
    scrollbarSliderHoverBackground: color('--g-border-strong'),
    scrollbarSliderActiveBackground: color('--g-text-faint'),
    selectionBackground: `${color('--g-accent')}4d`,
    ...Object.fromEntries(NAMES.map((name, index) => [name, color(`--g-ansi-${index}`)])),
  };
}

/** Colours of what a search found. */
export function readMatchColors() {
  const css = getComputedStyle(document.documentElement);
  const mark = css.getPropertyValue('--g-bg-mark').trim();
  const active = css.getPropertyValue('--g-text-warning').trim();
  return {
    matchBackground: mark,
    matchOverviewRuler: mark,
    activeMatchBackground: mark,
    activeMatchBorder: active,
    activeMatchColorOverviewRuler: active,
  };
}
