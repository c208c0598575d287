import { Settings } from '../../../contract/model/settings.ts';
import { LANGUAGE_NAMES } from '../../i18n/index.ts';
import { formatNumber } from '../../ui/index.ts';
import type { HereId } from './registry.ts';
import { t } from './texts/index.ts';

export const DEFAULTS = Settings.parse({});

const onOff = (isOn: boolean): string => (isOn ? t('on') : t('off'));

const WORDS: { readonly [Id in HereId]: (value: Settings[Id]) => string } = {
  theme: (value) => ({ system: t('System'), light: t('Light'), dark: t('Dark') })[value],
  language: (value) => (value === 'system' ? t('System') : LANGUAGE_NAMES[value]),
  plainKeys: onOff,
  startEngine: onOff,
  stopTimeoutSeconds: (value) => t('{{value}} s', { value: formatNumber(value) }),
  buildHistory: ({ count, days, megabytes }) =>
    t('{{count}} builds, {{days}} days, {{megabytes}} MB', {
      count: formatNumber(count),
      days: formatNumber(days),
      megabytes: formatNumber(megabytes),
    }),
  proxy: ({ mode }) => ({ system: t('System'), manual: t('Manual'), none: t('None') })[mode],
};

/** A value in words, as the person reads it. */
export const settingWords = <Id extends HereId>(id: Id, value: Settings[Id]): string => WORDS[id](value);

export const defaultWords = <Id extends HereId>(id: Id): string => settingWords(id, DEFAULTS[id]);

export const isDefault = (id: HereId, settings: Settings): boolean =>
  JSON.stringify(settings[id]) === JSON.stringify(DEFAULTS[id]);
