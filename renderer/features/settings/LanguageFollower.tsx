import { useEffect } from 'react';
import { languageOf, showLanguage } from '../../i18n/index.ts';
import { readMirror } from './mirror.ts';
import { useSettings } from './useSettings.ts';

/** The language is one of the settings. Another one is fetched first, and then shown. */
export function LanguageFollower() {
  const setting = useSettings()?.language;
  useEffect(() => {
    if (setting) void showLanguage(languageOf(setting));
  }, [setting]);
  return null;
}

/** What the first picture is to be in, before the settings have come; undefined: English, which is there already. */
export function showKeptLanguage(): Promise<void> | undefined {
  const kept = languageOf(readMirror().language ?? 'system');
  return kept === 'en' ? undefined : showLanguage(kept);
}
