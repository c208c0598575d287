import { ESCAPE, plainText, withoutOverwritten } from './controls.ts';

/** A colour of the 256, or 24 bits as `#rrggbb`. */
export type SgrColor = number | string;

export interface SgrStyle {
  readonly foreground?: SgrColor;
  readonly background?: SgrColor;
  readonly isBold?: boolean;
  readonly isDim?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
  readonly isStruck?: boolean;
  readonly isInverse?: boolean;
}

export interface Span {
  readonly text: string;
  /** Absent: as the rest of the page. */
  readonly style?: SgrStyle;
}

// eslint-disable-next-line no-control-regex
const SGR = /\x1b\[([\d;:]*)m/g;

/**
 * The line in pieces of one style each. Colours and weights (ECMA-48 SGR, with the 256 and 24-bit colours) are kept,
 * every other control sequence is taken out. The pieces together are `plainText(line)`.
 */
export function parseSgr(line: string): readonly Span[] {
  if (!line.includes(ESCAPE)) return pieceOf(plainText(line), {});
  const text = carryStyles(line);
  const spans: Span[] = [];
  let style: SgrStyle = {};
  let start = 0;
  for (const match of text.matchAll(SGR)) {
    spans.push(...pieceOf(plainText(text.slice(start, match.index)), style));
    style = apply(style, match[1] ?? '');
    start = match.index + match[0].length;
  }
  spans.push(...pieceOf(plainText(text.slice(start)), style));
  return spans;
}

/** What a carriage return wipes out may have set the colour of what follows. */
function carryStyles(line: string): string {
  const kept = withoutOverwritten(line);
  if (kept.length === line.length) return line;
  const wiped = line.slice(0, line.lastIndexOf(kept));
  return Array.from(wiped.matchAll(SGR), ([sequence]) => sequence).join('') + kept;
}

function pieceOf(text: string, style: SgrStyle): readonly Span[] {
  if (text === '') return [];
  for (const key in style) if (style[key as keyof SgrStyle] !== undefined) return [{ text, style }];
  return [{ text }];
}

const SWITCHES: Readonly<Record<number, SgrStyle>> = {
  1: { isBold: true },
  2: { isDim: true },
  3: { isItalic: true },
  4: { isUnderlined: true },
  7: { isInverse: true },
  9: { isStruck: true },
  21: { isUnderlined: true },
  22: { isBold: undefined, isDim: undefined },
  23: { isItalic: undefined },
  24: { isUnderlined: undefined },
  27: { isInverse: undefined },
  29: { isStruck: undefined },
  39: { foreground: undefined },
  49: { background: undefined },
};

function apply(style: SgrStyle, parameters: string): SgrStyle {
  // `4:3` is a curly underline, `4:0` none; colours may be written with colons throughout.
  const codes = parameters
    .replace(/(^|;)4:0(?=;|$)/g, '$124')
    .replace(/(^|;)4:\d/g, '$14')
    .split(/[;:]/)
    .map(Number);
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if (code === 0) style = {};
    else if (code >= 30 && code <= 37) style = { ...style, foreground: code - 30 };
    else if (code >= 90 && code <= 97) style = { ...style, foreground: code - 90 + 8 };
    else if (code >= 40 && code <= 47) style = { ...style, background: code - 40 };
    else if (code >= 100 && code <= 107) style = { ...style, background: code - 100 + 8 };
    else if (code === 38 || code === 48 || code === 58) {
      const [color, used] = extendedColor(codes, index + 1, parameters.includes(':'));
      index += used;
      if (color !== undefined && code !== 58) style = { ...style, [code === 38 ? 'foreground' : 'background']: color };
    } else style = { ...style, ...SWITCHES[code] };
  }
  return style;
}

/** `5;n` or `2;r;g;b`; with colons an (often empty) colour space may stand before the red: `2::r:g:b`. */
function extendedColor(codes: readonly number[], at: number, hasColons: boolean): [SgrColor | undefined, used: number] {
  if (codes[at] === 5) {
    const color = codes[at + 1] ?? -1;
    return [color >= 0 && color <= 255 ? color : undefined, 2];
  }
  if (codes[at] !== 2) return [undefined, codes.length];
  const skipped = hasColons && codes.length - at >= 5 ? 1 : 0;
  const channels = codes.slice(at + 1 + skipped, at + 4 + skipped);
  if (channels.length < 3 || channels.some((channel) => !(channel >= 0 && channel <= 255)))
    return [undefined, 4 + skipped];
  return [`#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`, 4 + skipped];
}
