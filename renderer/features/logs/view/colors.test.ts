import { describe, expect, it } from 'vitest';
import css from '../../../ui/ansi.theme.css?raw';
import { contrast, linearOfHex, linearOfOklch } from '../testing/contrast.ts';
import { classicColor, colorsOf, sourceColor } from './colors.ts';

const themes = [
  { name: 'light', background: '#ffffff', selected: '#e9ebf9' },
  { name: 'dark', background: '#1a1b1e', selected: '#282b45' },
];

function generated(index: number) {
  const found = [...sourceColor(index).matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  return found.map(([, l, c, hue]) => linearOfOklch(Number(l), Number(c), Number(hue)));
}

describe('the colours of containers', () => {
  it('are the theme’s for the first eight', () => {
    expect(sourceColor(0)).toBe('var(--g-series-1)');
    expect(sourceColor(7)).toBe('var(--g-series-8)');
  });

  it.each(themes)('can be read in the $name theme, however many there are', ({ name, background }) => {
    for (let index = 8; index < 200; index++) {
      const color = generated(index)[name === 'light' ? 0 : 1];
      expect(color && contrast(color, linearOfHex(background))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('are told apart from their neighbours', () => {
    const hue = (index: number) => Number(/ ([\d.]+)\)/.exec(sourceColor(index))?.[1]);
    for (let index = 8; index < 60; index++) {
      for (let before = Math.max(8, index - 5); before < index; before++) {
        const apart = Math.abs(hue(index) - hue(before)) % 360;
        expect(Math.min(apart, 360 - apart)).toBeGreaterThan(20);
      }
    }
  });
});

describe('the colours of programs', () => {
  const [light = '', dark = ''] = css.split('[data-mantine-color-scheme');
  const ansi = (theme: string) => [...theme.matchAll(/--g-ansi-\d+: (#[0-9a-f]{6})/g)].map(([, hex = '']) => hex);

  it.each(themes)('by number can be read in the $name theme', ({ name, background }) => {
    const colors = ansi(name === 'light' ? light : dark);
    expect(colors).toHaveLength(16);
    for (const color of colors)
      expect(contrast(linearOfHex(color), linearOfHex(background))).toBeGreaterThanOrEqual(4.5);
  });

  it('are the theme’s by number, and made readable otherwise', () => {
    expect(colorsOf({ foreground: 2 })).toEqual({ color: 'var(--g-ansi-2)' });
    expect(colorsOf({ foreground: 208 }).color).toContain('oklch(from #ff8700');
    expect(colorsOf({})).toEqual({});
  });

  it('stay as they are meant when the background is set too', () => {
    expect(colorsOf({ foreground: 7, background: 1 })).toEqual({ color: '#e5e5e5', background: '#cd3131' });
    expect(colorsOf({ background: 11 })).toEqual({ color: '#000000', background: '#f5f543' });
    expect(colorsOf({ background: 4 })).toEqual({ color: '#ffffff', background: '#2472c8' });
  });

  it('change places when they are inverse', () => {
    expect(colorsOf({ isInverse: true })).toEqual({ color: 'var(--g-bg)', background: 'var(--g-text)' });
    expect(colorsOf({ isInverse: true, foreground: 1, background: 0 })).toEqual({
      color: '#000000',
      background: '#cd3131',
    });
  });

  it('are the well-known 256', () => {
    expect([16, 196, 231, 232, 255].map(classicColor)).toEqual(['#000000', '#ff0000', '#ffffff', '#080808', '#eeeeee']);
    expect(classicColor('#123456')).toBe('#123456');
  });
});
