import {
  IconActivity,
  IconBox,
  IconBoxMultiple,
  IconChartTreemap,
  IconServer2,
  IconFileText,
  IconBuildingWarehouse,
  IconArrowBackUp,
  IconDatabase,
  IconHammer,
  IconNetwork,
  IconSettings,
  IconStack2,
  IconTerminal2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from './texts/index.ts';

export interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** Other pages that belong to it. */
  readonly more?: readonly string[];
  readonly shortcut: string;
  readonly keywords?: readonly string[];
}

/** Where one can go, in the order of the navigation. */
export const places: readonly (readonly Place[])[] = [
  [
    {
      path: '/containers',
      get label() {
        return t('Containers');
      },
      icon: <IconBox />,
      more: ['/together'],
      shortcut: 'g c',
      keywords: ['ps', 'list'],
    },
    {
      path: '/stacks',
      get label() {
        return t('Stacks');
      },
      icon: <IconBoxMultiple />,
      more: ['/compose', '/new-stack'],
      shortcut: 'g s',
      keywords: ['docker compose', 'compose.yaml', 'projects', 'services'],
    },
    {
      path: '/logs',
      get label() {
        return t('Logs');
      },
      icon: <IconFileText />,
      shortcut: 'g l',
      keywords: ['tail', 'output'],
    },
    {
      path: '/terminals',
      get label() {
        return t('Terminals');
      },
      icon: <IconTerminal2 />,
      shortcut: 'g t',
      keywords: ['exec', 'shell'],
    },
  ],
  [
    {
      path: '/images',
      get label() {
        return t('Images');
      },
      icon: <IconStack2 />,
      more: ['/layers', '/compare', '/search'],
      shortcut: 'g i',
      keywords: ['repositories', 'tags'],
    },
    {
      path: '/builds',
      get label() {
        return t('Builds');
      },
      icon: <IconHammer />,
      more: ['/dockerfile', '/build-cache', '/builders'],
      shortcut: 'g b',
      keywords: ['docker build', 'buildx'],
    },
    {
      path: '/networks',
      get label() {
        return t('Networks');
      },
      icon: <IconNetwork />,
      shortcut: 'g n',
      keywords: ['bridge', 'subnet', 'map', 'docker network'],
    },
    {
      path: '/volumes',
      get label() {
        return t('Volumes');
      },
      icon: <IconDatabase />,
      shortcut: 'g v',
      keywords: ['data', 'backup', 'restore', 'docker volume'],
    },
    {
      path: '/registries',
      get label() {
        return t('Registries');
      },
      icon: <IconBuildingWarehouse />,
      shortcut: 'g r',
      keywords: ['login', 'docker hub', 'sign in', 'push'],
    },
  ],
  [
    {
      path: '/disk',
      get label() {
        return t('Disk');
      },
      icon: <IconChartTreemap />,
      shortcut: 'g d',
      keywords: ['docker system df', 'system prune', 'space', 'clean up'],
    },
    {
      path: '/undo',
      get label() {
        return t('Undo');
      },
      icon: <IconArrowBackUp />,
      shortcut: 'g u',
      keywords: ['history', 'roll back', 'removed', 'changes'],
    },
    {
      path: '/activity',
      get label() {
        return t('Activity');
      },
      icon: <IconActivity />,
      shortcut: 'g a',
      keywords: ['events', 'history'],
    },
    {
      path: '/engine',
      get label() {
        return t('Engine');
      },
      icon: <IconServer2 />,
      more: ['/contexts'],
      shortcut: 'g e',
      keywords: ['docker info', 'version'],
    },
  ],
  [
    {
      path: '/settings',
      get label() {
        return t('Settings');
      },
      icon: <IconSettings />,
      more: ['/troubleshooting', '/glossary'],
      shortcut: 'mod+,',
      keywords: ['preferences', 'theme', 'options', 'help', 'troubleshooting', 'self-test', 'glossary'],
    },
  ],
];
