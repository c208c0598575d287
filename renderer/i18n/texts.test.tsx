// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { languageOf, localeOf } from './languages.ts';
import { texts } from './texts.tsx';
import { perLanguage, showLanguage, textsReady, translator } from './translator.ts';

const { t, plural, Sentence } = texts('test', {
  de: async () => ({
    default: {
      'Remove {{name}}?': '{{name}} entfernen?',
      '{{count}} containers_one': 'Ein Container',
      '{{count}} containers_other': '{{count}} Container',
      'Made {{when}} by {{who}}': 'Von {{who}} {{when}} gemacht',
      'Still to do': '',
    },
  }),
  es: () => Promise.reject(new Error('The network is gone.')),
});

afterEach(async () => {
  cleanup();
  await showLanguage('en');
});

const containers = (count: number) => plural(count, '1 container', '{{count}} containers');

test('English stands in the code and needs no table', () => {
  expect(t('Remove {{name}}?', { name: 'web' })).toBe('Remove web?');
  expect([0, 1, 2].map(containers)).toEqual(['0 containers', '1 container', '2 containers']);
});

test('another language is shown once its texts are there; what it lacks stays English', async () => {
  await showLanguage('de');
  expect(document.documentElement.lang).toBe('de');
  expect(t('Remove {{name}}?', { name: 'web' })).toBe('web entfernen?');
  expect([0, 1, 2].map(containers)).toEqual(['0 Container', 'Ein Container', '2 Container']);
  expect([t('Never translated'), t('Still to do')]).toEqual(['Never translated', 'Still to do']);
});

test('where the texts cannot be fetched the page is English, and still a page', async () => {
  await showLanguage('es');
  expect(t('Remove {{name}}?', { name: 'web' })).toBe('Remove web?');
  expect([0, 1, 2].map(containers)).toEqual(['0 containers', '1 container', '2 containers']);
});

test('components stand where the language wants them', async () => {
  const sentence = <Sentence text="Made {{when}} by {{who}}" parts={{ when: <time>today</time>, who: 'Ada' }} />;
  expect(render(sentence).container.innerHTML).toBe('Made <time>today</time> by Ada');
  await showLanguage('de');
  cleanup();
  expect(render(sentence).container.innerHTML).toBe('Von Ada <time>today</time> gemacht');
});

test.each(['{{name}}', '$t(name)', '$& $1', '<b>&amp;</b>', '{{json .}}'])(
  'what is inserted is not read as a text: %s',
  (name) => expect(t('Remove {{name}}?', { name })).toBe(`Remove ${name}?`),
);

test('a feature that arrives late brings its texts, and is waited for', async () => {
  await showLanguage('de');
  expect(textsReady()).toBeUndefined();
  const late = texts('late', {
    de: async () => ({ default: { Layers: 'Schichten' } }),
    es: async () => ({ default: {} }),
  });
  expect(late.t('Layers')).toBe('Layers');
  await textsReady();
  expect(late.t('Layers')).toBe('Schichten');
});

test('System is the first language of the person that there are texts in', () => {
  expect(languageOf('system', ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(languageOf('system', ['fr-FR', 'ja'])).toBe('en');
  expect(languageOf('es', ['de'])).toBe('es');
});

test('numbers and dates follow the language, in the region of the person where it is theirs', async () => {
  expect(localeOf('de', ['en-US', 'de-CH'])).toBe('de-CH');
  expect(localeOf('es', ['de-DE'])).toBe('es');
  const format = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
  expect(format().format(1.5)).toBe('1.5');
  await showLanguage('de');
  expect(format().format(1.5)).toBe('1,5');
});

test('no text is read while code is loaded: it would stay in the language of that moment', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  const read = vi.spyOn(translator, 't');
  const modules = import.meta.glob([
    '../{app,ui,features}/**/*.{ts,tsx}',
    '!**/*.test.*',
    '!**/testing/**',
    '!../app/main.tsx',
    '!**/*orker.ts',
  ]);
  for (const load of Object.values(modules)) await load();
  expect(read.mock.calls.map(([text]) => text)).toEqual([]);
}, 120_000);
