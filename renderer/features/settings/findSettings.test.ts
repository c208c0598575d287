// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { SETTING_PATHS } from '../../../contract/model/settingPath.ts';
import { showLanguage } from '../../i18n/index.ts';
import { findSettings } from './findSettings.ts';
import { settingEntries } from './registry.ts';

afterEach(() => showLanguage('en'));

test.each([
  ['en', 'dark mode', 'theme'],
  ['en', 'SIGKILL', 'stopTimeoutSeconds'],
  ['en', 'wsl memory', 'engineResources'],
  ['de', 'dunkelmodus', 'theme'],
  ['de', 'Frist', 'stopTimeoutSeconds'],
  ['de', 'passwort', 'registries'],
  ['es', 'imagenes intervalo', 'tagUpdates'],
  ['es', 'contraseña', 'registries'],
  ['es', 'copia de seguridad', 'file'],
] as const)('in %s “%s” finds %s', async (language, query, id) => {
  await showLanguage(language);
  expect(findSettings(settingEntries(), query).map((entry) => entry.id)).toContain(id);
});

test('who cannot read the language that is shown finds the setting for it in their own', async () => {
  for (const language of ['en', 'de', 'es'] as const) {
    await showLanguage(language);
    for (const query of ['language', 'Sprache', 'idioma']) {
      expect(findSettings(settingEntries(), query).map(({ id }) => id)).toContain('language');
    }
  }
});

test('nothing fits what is no setting, and no query leaves all', () => {
  const all = settingEntries();
  expect(findSettings(all, 'hologram')).toEqual([]);
  expect(findSettings(all, '  ')).toEqual(all);
});

test('each setting that an organisation can set is marked somewhere on the page', () => {
  const shown = settingEntries().flatMap((entry): readonly string[] =>
    entry.kind === 'here' ? [entry.id] : (entry.paths ?? []),
  );
  expect(shown.toSorted()).toEqual(SETTING_PATHS.toSorted());
});
