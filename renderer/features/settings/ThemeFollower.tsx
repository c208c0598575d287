import { type MantineColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Settings } from '../../../contract/model/settings.ts';
import { readMirror } from './mirror.ts';
import { useSettings } from './useSettings.ts';

const schemeOf = (theme: Settings['theme']) => (theme === 'system' ? 'auto' : theme);

/** The theme is one of the settings; Mantine only asks for it once, before they have come. */
export const colorSchemeManager: MantineColorSchemeManager = {
  get: () => schemeOf(readMirror().theme),
  set() {},
  subscribe() {},
  unsubscribe() {},
  clear() {},
};

export function ThemeFollower() {
  const theme = useSettings()?.theme;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (theme) setColorScheme(schemeOf(theme));
  }, [theme, setColorScheme]);
  return null;
}
