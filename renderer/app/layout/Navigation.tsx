import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { openPalette } from '../../features/palette/index.ts';
import { useLayoutValue } from '../../features/settings/index.ts';
import { type Command, Kbd, shownShortcut, useCommands } from '../../ui/index.ts';
import { type Place, places } from '../places.tsx';
import { Mark } from './Mark.tsx';
import styles from './Navigation.module.css';
import { t } from '../texts/index.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

export function Navigation() {
  const [location, navigate] = useLocation();
  const [isCollapsed, setCollapsed] = useLayoutValue('navigation.isCollapsed', isBoolean, false);

  useCommands(() => [
    ...places.flat().map((place) => goTo(place, navigate)),
    {
      id: 'navigation.toggle',
      title: isCollapsed ? t('Expand the navigation') : t('Collapse the navigation'),
      section: t('General'),
      icon: <IconLayoutSidebarLeftCollapse />,
      shortcut: 'mod+b',
      run: () => setCollapsed(!isCollapsed),
    },
  ]);

  return (
    <nav className={styles.nav} aria-label={t('Main')} data-collapsed={isCollapsed || undefined}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.label}>{t('Gantry')}</span>
      </div>
      <button
        type="button"
        className={styles.search}
        aria-label={t('Search or run a command')}
        onClick={openPalette}
        data-tip={isCollapsed ? 'Search or run' : undefined}
      >
        <IconSearch aria-hidden="true" />
        <span className={styles.label}>{t('Search…')}</span>
        <span className={styles.label} aria-hidden="true">
          <Kbd keys={shownShortcut('mod+k')} />
        </span>
      </button>
      {places.map((group, index) => (
        <ul key={group[0]?.path} className={styles.group} data-last={index === places.length - 1 || undefined}>
          {group.map(({ path, more = [], label, icon, shortcut }) => {
            const isCurrent =
              [path, ...more].some((one) => location === one || location.startsWith(`${one}/`)) ||
              (path === '/containers' && location === '/');
            return (
              <li key={path}>
                <Link
                  href={path}
                  className={styles.link}
                  aria-current={isCurrent ? 'page' : undefined}
                  aria-label={label}
                  data-tip={isCollapsed ? label : undefined}
                  data-tip-keys={isCollapsed ? shownShortcut(shortcut) : undefined}
                >
                  {icon}
                  <span className={styles.label}>{label}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      ))}
      <button
        type="button"
        className={styles.collapse}
        aria-label={isCollapsed ? t('Expand the navigation') : t('Collapse the navigation')}
        aria-expanded={!isCollapsed}
        data-tip={isCollapsed ? 'Expand' : undefined}
        data-tip-keys={shownShortcut('mod+b')}
        onClick={() => setCollapsed(!isCollapsed)}
      >
        {isCollapsed ? <IconLayoutSidebarLeftExpand /> : <IconLayoutSidebarLeftCollapse />}
        <span className={styles.label}>{t('Collapse')}</span>
      </button>
    </nav>
  );
}

function goTo({ path, label, icon, shortcut, keywords }: Place, navigate: (path: string) => void): Command {
  return {
    id: `go.${path}`,
    title: t('Go to {{label}}', { label }),
    section: t('Go to'),
    keywords,
    icon,
    shortcut,
    run: () => navigate(path),
  };
}
