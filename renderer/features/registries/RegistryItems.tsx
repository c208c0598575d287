import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { Registry } from '../../../contract/model/registry.ts';
import { StatusDot } from '../../ui/index.ts';
import { kindOf, registryTitle } from './kinds.ts';
import styles from './Registries.module.css';
import { t } from './texts/index.ts';

interface RegistryItemsProps {
  readonly registries: readonly Registry[];
  readonly openName: string | undefined;
}

/** The list: one line each, arrow keys go from one to the next. */
export function RegistryItems({ registries, openName }: RegistryItemsProps) {
  return (
    <ul className={styles.items} aria-label={t('Registries')}>
      {registries.map((registry) => (
        <li key={registry.name}>
          <Link
            href={`/registries/${encodeURIComponent(registry.name)}`}
            className={styles.item}
            onKeyDown={moveFocus}
            aria-current={registry.name === openName ? 'true' : undefined}
          >
            <span className={styles.itemName}>
              <span className={styles.title}>{registryTitle(registry.name)}</span>
              <span className={styles.faint}>{subtitle(registry)}</span>
            </span>
            <Access registry={registry} />
            <IconChevronRight className={styles.chevron} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function subtitle({ name, local }: Registry): string {
  if (local) return t('container {{containerName}}', { containerName: local.containerName });
  const { id, title } = kindOf(name);
  return id === 'other' || id === 'hub' ? (id === 'hub' ? name : '') : title;
}

function Access({ registry: { signIn, local } }: { readonly registry: Registry }) {
  if (local) {
    return (
      <span className={styles.access}>
        <StatusDot tone={local.isRunning ? 'running' : 'exited'} />
        {local.isRunning ? t('Running') : t('Stopped')}
      </span>
    );
  }
  if (!signIn) return <span className={`${styles.access} ${styles.faint}`}>{t('Not signed in')}</span>;
  return (
    <span className={styles.access}>
      {signIn.place.kind === 'file' && (
        <span className={styles.warningIcon} data-tip="The secret can be read in config.json">
          <IconAlertTriangle aria-label={t('The secret can be read in config.json')} />
        </span>
      )}
      {signIn.username ?? t('Signed in')}
    </span>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const links = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('a') ?? [])];
  const index = links.findIndex((link) => link === document.activeElement);
  const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: links.length - 1 }[event.key];
  if (index < 0 || target === undefined) return;
  event.preventDefault();
  links[Math.max(0, Math.min(target, links.length - 1))]?.focus();
}
