import { IconAdjustments, IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { toAppError } from '../../../contract/errors.ts';
import type { Settings, SettingsPatch } from '../../../contract/model/settings.ts';
import { type Language, LANGUAGE_NAMES } from '../../i18n/index.ts';
import { client } from '../../rpc/index.ts';
import { notify, useCommands } from '../../ui/index.ts';
import { useSettings } from './useSettings.ts';
import { t } from './texts/index.ts';

const THEMES = [
  {
    theme: 'light',
    get title() {
      return t('Use the light theme');
    },
    icon: <IconSun />,
  },
  {
    theme: 'dark',
    get title() {
      return t('Use the dark theme');
    },
    icon: <IconMoon />,
  },
  {
    theme: 'system',
    get title() {
      return t('Use the theme of the system');
    },
    icon: <IconDeviceDesktop />,
  },
] as const satisfies readonly { theme: Settings['theme']; title: string; icon: unknown }[];

const LANGUAGES = Object.entries(LANGUAGE_NAMES) as [Language, string][];

/** The settings that are one choice, in the palette. Put it once in the layout. */
export function SettingsCommands() {
  const settings = useSettings();
  const save = (patch: SettingsPatch) =>
    void client.app.updateSettings(patch).catch((thrown: unknown) => {
      notify({ title: t('The setting was not saved'), message: toAppError(thrown).message, tone: 'failure' });
    });
  useCommands(() => [
    ...THEMES.map(({ theme, title, icon }) => ({
      id: `settings.theme.${theme}`,
      title,
      section: t('Settings'),
      keywords: ['appearance', 'mode', 'colour', 'color'],
      icon,
      isEnabled: () => settings !== undefined && settings.theme !== theme,
      run: () => save({ theme }),
    })),
    ...LANGUAGES.map(([language, name]) => ({
      id: `settings.language.${language}`,
      title: t('Show Gantry in {{name}}', { name }),
      section: t('Settings'),
      // Who ended up in a language that they cannot read types its English name, or its own.
      keywords: ['language', name],
      icon: <IconLanguage />,
      isEnabled: () => settings !== undefined && settings.language !== language,
      run: () => save({ language }),
    })),
    {
      id: 'settings.plainKeys',
      title:
        settings?.plainKeys !== false ? t('Turn shortcuts of single keys off') : t('Turn shortcuts of single keys on'),
      section: t('Settings'),
      keywords: ['keyboard'],
      icon: <IconAdjustments />,
      isEnabled: () => settings !== undefined,
      run: () => save({ plainKeys: !settings?.plainKeys }),
    },
    {
      id: 'settings.startEngine',
      title: settings?.startEngine
        ? t('Do not start Gantry’s engine with the app')
        : t('Start Gantry’s engine with the app'),
      section: t('Settings'),
      icon: <IconAdjustments />,
      isEnabled: () => settings !== undefined,
      run: () => save({ startEngine: !settings?.startEngine }),
    },
  ]);
  return null;
}
