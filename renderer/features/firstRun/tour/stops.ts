import { t } from '../texts/index.ts';

export interface TourStop {
  /** The page it is told on. */
  readonly place: string;
  /** What is pointed at. */
  readonly target: string;
  readonly title: string;
  readonly text: string;
}

/** Six things to know; each is said where it is. */
export const tourStops = (): readonly TourStop[] => [
  {
    place: '/containers',
    target: 'a[href="#/containers"]',
    title: t('Containers'),
    text: t(
      'Everything that runs, and what has ended. The list follows the engine by itself: what another program changes is here at once.',
    ),
  },
  {
    place: '/images',
    target: 'a[href="#/images"]',
    title: t('Images'),
    text: t('What containers are made from. Pull them from a registry, build them, and look into their layers.'),
  },
  {
    place: '/stacks',
    target: 'a[href="#/stacks"]',
    title: t('Stacks'),
    text: t(
      'Several containers that belong together, described in a compose.yaml: as text, as a form or as a picture.',
    ),
  },
  {
    place: '/activity',
    target: 'a[href="#/activity"]',
    title: t('Every action is a command'),
    text: t('Whatever you do here, Gantry shows the docker command that does the same. They are all kept here.'),
  },
  {
    place: '/containers',
    target: 'nav button[aria-keyshortcuts], nav > button',
    title: t('Everything from the keyboard'),
    text: t('This opens the palette: type what you want to do or see. The question mark lists all shortcuts.'),
  },
  {
    place: '/containers',
    target: 'footer button',
    title: t('The engine'),
    text: t('Which engine you see, and whether it answers. Engines on other computers are added here too.'),
  },
];
