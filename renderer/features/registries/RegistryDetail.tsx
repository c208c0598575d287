import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Registry, RegistryList } from '../../../contract/model/registry.ts';
import { IconButton, type Tab, Tabs } from '../../ui/index.ts';
import { BrowseTab } from './browse/BrowseTab.tsx';
import type { RegistryDialog } from './dialogs/RegistryDialogs.tsx';
import { kindOf, registryTitle } from './kinds.ts';
import { OverviewTab } from './OverviewTab.tsx';
import shared from '../../ui/detail/Detail.module.css';
import styles from './Registries.module.css';
import { t } from './texts/index.ts';

interface RegistryDetailProps {
  readonly context: string;
  readonly isConnected: boolean;
  readonly list: RegistryList;
  readonly registry: Registry;
  readonly tab: string | undefined;
  readonly onTab: (tab: string | undefined) => void;
  readonly onDialog: (dialog: RegistryDialog) => void;
  readonly onClose: () => void;
}

const TABS: readonly Tab<'overview' | 'browse'>[] = [
  {
    id: 'overview',
    get label() {
      return t('Overview');
    },
  },
  {
    id: 'browse',
    get label() {
      return t('Browse');
    },
  },
];

export function RegistryDetail(props: RegistryDetailProps) {
  const { registry, tab, onTab, onDialog, onClose, context } = props;
  const { name, signIn, local } = registry;
  const { id, title } = kindOf(name);
  return (
    <section className={styles.detail} aria-label={t('Registry')}>
      <header className={shared.header}>
        <div className={shared.heading}>
          <h2 className={shared.name}>{registryTitle(name)}</h2>
          <div className={styles.sub}>
            {signIn
              ? signIn.username
                ? t('Signed in as {{username}}', { username: signIn.username })
                : t('Signed in')
              : local
                ? t('Open to this engine’s machine, without a sign-in')
                : t('Not signed in')}
            {id !== 'other' && id !== 'hub' && <span className={styles.faint}>{title}</span>}
          </div>
        </div>
        <div className={shared.headerActions}>
          {signIn ? (
            <Button variant="default" onClick={() => onDialog({ type: 'sign-out', name })}>
              {t('Sign out…')}
            </Button>
          ) : (
            !local && (
              <Button variant="default" onClick={() => onDialog({ type: 'sign-in', name })}>
                {t('Sign in…')}
              </Button>
            )
          )}
          <span className={styles.divider} />
          <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={onClose} />
        </div>
      </header>
      <Tabs
        label={t('Registry')}
        tabs={TABS}
        value={tab === 'browse' ? 'browse' : 'overview'}
        onChange={(next) => onTab(next === 'overview' ? undefined : next)}
      >
        {tab === 'browse' ? (
          <BrowseTab context={context} registry={registry} onDialog={onDialog} />
        ) : (
          <OverviewTab {...props} />
        )}
      </Tabs>
    </section>
  );
}
