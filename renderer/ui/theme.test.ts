import { expect, test } from 'vitest';
import moreCss from './contrast.theme.css?raw';
import css from './theme.css?raw';

function coloursOf(block: RegExp, source = css): ReadonlyMap<string, string> {
  const body = block.exec(source)?.[1] ?? '';
  return new Map(
    [...body.matchAll(/--g-([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = coloursOf(/^:root \{([\s\S]*?)^\}/m);
const dark = new Map([...light, ...coloursOf(/^:root\[data-mantine-color-scheme='dark'\] \{([\s\S]*?)^\}/m)]);

/** Of those who ask for more contrast. */
const lightMore = new Map([...light, ...coloursOf(/^ {2}:root \{([\s\S]*?)^ {2}\}/m, moreCss)]);
const darkMore = new Map([
  ...dark,
  ...coloursOf(/^ {2}:root\[data-mantine-color-scheme='dark'\] \{([\s\S]*?)^ {2}\}/m, moreCss),
]);

// WCAG 2.2: relative luminance and contrast ratio.
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const surfaces = [
  'bg',
  'bg-app',
  'bg-inset',
  'bg-raised',
  'bg-hover',
  'bg-active',
  'bg-selected',
  'bg-danger',
  'bg-warning',
];

test.each([
  ['light', 4.5, light],
  ['dark', 4.5, dark],
  ['light, with more contrast,', 7, lightMore],
  ['dark, with more contrast,', 7, darkMore],
])('in the theme %s every text and state colour stands out %f to 1 from every surface', (_, least, colours) => {
  const inks = [...colours.keys()].filter((name) => /^(text|state|series|accent-text)/.test(name));
  expect(inks.length).toBeGreaterThan(20);
  const tooFaint = inks.flatMap((ink) =>
    surfaces
      .map((surface) => ({ ink, surface, ratio: contrast(colours.get(ink) ?? '', colours.get(surface) ?? '') }))
      .filter(({ ratio }) => !(ratio >= least)),
  );
  expect(tooFaint).toEqual([]);
});

test.each([
  ['light', 4.5, light],
  ['dark', 4.5, dark],
  ['light, with more contrast,', 7, lightMore],
  ['dark, with more contrast,', 7, darkMore],
])('in the theme %s what is written on a filled button can be read', (_, least, colours) => {
  for (const [ink, fill] of [
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['on-danger', 'danger'],
    ['on-danger', 'danger-hover'],
    ['on-tooltip', 'tooltip'],
    ['text', 'bg-mark'],
  ] as const) {
    expect(contrast(colours.get(ink) ?? '', colours.get(fill) ?? ''), `${ink} on ${fill}`).toBeGreaterThanOrEqual(
      least,
    );
  }
  expect(contrast(colours.get('focus') ?? '', colours.get('bg') ?? '')).toBeGreaterThanOrEqual(3);
});

test.each([
  ['light', lightMore],
  ['dark', darkMore],
])('with more contrast the borders of controls can be seen in the %s theme', (_, colours) => {
  const tooFaint = surfaces.filter(
    (surface) => !(contrast(colours.get('border-control') ?? '', colours.get(surface) ?? '') >= 3),
  );
  expect(tooFaint).toEqual([]);
});
