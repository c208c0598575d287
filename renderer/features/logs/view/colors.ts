import type { SgrColor, SgrStyle } from '../text/sgr.ts';

/** The theme's series first; more containers than that get hues of their own, each far from its neighbours. */
const SERIES = 8;
/** A turn of the golden angle: any run of neighbours is spread over the circle. */
const GOLDEN_DEGREES = 137.508;
/** Lightness that keeps 4.5:1 as text for every hue: on white, and on the dark background. */
const LIGHT_L = 0.48;
const DARK_L = 0.76;

/** The colour of a container's name in merged logs. */
export function sourceColor(index: number): string {
  if (index < SERIES) return `var(--g-series-${index + 1})`;
  const hue = ((index - SERIES) * GOLDEN_DEGREES + 100) % 360;
  return `light-dark(oklch(${LIGHT_L} 0.11 ${hue.toFixed(1)}), oklch(${DARK_L} 0.11 ${hue.toFixed(1)}))`;
}

/** What a program set itself, when it set the background too: both as they were meant, whatever the theme. */
const CLASSIC = [
  '#000000',
  '#cd3131',
  '#0dbc79',
  '#e5e510',
  '#2472c8',
  '#bc3fbc',
  '#11a8cd',
  '#e5e5e5',
  '#666666',
  '#f14c4c',
  '#23d18b',
  '#f5f543',
  '#3b8eea',
  '#d670d6',
  '#29b8db',
  '#ffffff',
];
const CUBE = [0, 95, 135, 175, 215, 255];

/** A colour of the 256 as `#rrggbb`. */
export function classicColor(color: SgrColor): string {
  if (typeof color === 'string') return color;
  if (color < 16) return CLASSIC[color] ?? '#000000';
  const level = (color - 232) * 10 + 8;
  const index = color - 16;
  const channels =
    color >= 232
      ? [level, level, level]
      : [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map((step) => CUBE[step] ?? 0);
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** As text on the page: named colours are the theme's, others keep their hue and get the lightness to be read. */
function readableColor(color: SgrColor): string {
  if (typeof color === 'number' && color < 16) return `var(--g-ansi-${color})`;
  const exact = classicColor(color);
  return `light-dark(oklch(from ${exact} min(l, ${LIGHT_L}) c h), oklch(from ${exact} max(l, ${DARK_L}) c h))`;
}

/** Black or white, whichever can be read on it. */
function contrasting(background: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#000000' : '#ffffff';
}

interface Painted {
  readonly color?: string;
  readonly background?: string;
}

/** The two colours of a piece of a line. */
export function colorsOf({ foreground, background, isInverse }: SgrStyle): Painted {
  if (isInverse) {
    const back = foreground === undefined ? 'var(--g-text)' : classicColor(foreground);
    if (background !== undefined) return { color: classicColor(background), background: back };
    return { color: foreground === undefined ? 'var(--g-bg)' : contrasting(back), background: back };
  }
  if (background === undefined) return foreground === undefined ? {} : { color: readableColor(foreground) };
  const back = classicColor(background);
  return { color: foreground === undefined ? contrasting(back) : classicColor(foreground), background: back };
}
