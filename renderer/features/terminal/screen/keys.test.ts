import { describe, expect, it } from 'vitest';
import { screenKeyOf } from './keys.ts';

const press = (keys: string) => {
  const parts = keys.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('ctrl'),
    metaKey: parts.includes('cmd'),
    shiftKey: parts.includes('shift'),
    altKey: parts.includes('alt'),
  };
};

describe('the keys of a terminal', () => {
  it.each([
    ['ctrl+shift+C', 'copy'],
    ['ctrl+shift+v', 'paste'],
    ['ctrl+shift+F', 'search'],
    ['ctrl+shift+ArrowUp', 'leave'],
    ['ctrl+ArrowUp', undefined],
    ['ctrl+k', undefined],
    ['ctrl+c', undefined],
    ['ctrl+f', undefined],
    ['ctrl+shift+x', undefined],
    ['ctrl+alt+shift+c', undefined],
  ])('%s is %s', (keys, expected) => {
    expect(screenKeyOf(press(keys), false)).toBe(expected);
  });

  it.each([
    ['cmd+c', 'copy'],
    ['cmd+v', 'paste'],
    ['cmd+f', 'search'],
    ['cmd+ArrowUp', 'leave'],
    ['ctrl+c', undefined],
    ['ctrl+shift+c', undefined],
  ])('%s is %s on a Mac', (keys, expected) => {
    expect(screenKeyOf(press(keys), true)).toBe(expected);
  });
});
