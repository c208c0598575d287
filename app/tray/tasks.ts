import type { Task } from 'electron';
import { t } from '../texts/texts.ts';

export const OPEN_AT = '--open-at=';

/** Where the jump list (Windows) and the dock menu (macOS) lead. */
export const shortWays = (): readonly { readonly title: string; readonly place: string }[] => [
  { title: t('Containers'), place: '/containers' },
  { title: t('Stacks'), place: '/stacks' },
  { title: t('Images'), place: '/images' },
  { title: t('Builds'), place: '/builds' },
  { title: t('Settings'), place: '/settings' },
];

export const jumpListTasks = (program: string): Task[] =>
  shortWays().map(({ title, place }) => ({
    ...{ program, title, description: title, iconPath: program, iconIndex: 0 },
    arguments: `${OPEN_AT}${place}`,
  }));

/** Of the words of a start; only places that are in the list: whoever writes a shortcut leads nobody elsewhere. */
export function placeInArguments(args: readonly string[]): string | undefined {
  const wanted = args.find((arg) => arg.startsWith(OPEN_AT))?.slice(OPEN_AT.length);
  return shortWays().find(({ place }) => place === wanted)?.place;
}
