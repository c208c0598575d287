import { IconSelector, IconServer } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { deferred, StatusDot, useCommands } from '../../ui/index.ts';
import styles from './Contexts.module.css';
import { toneOf, wordOf } from './contextState.ts';
import { selectContext } from './selectContext.ts';
import { useContexts, useSelectedContext } from './useContexts.ts';
import { switcherFlag } from './switcher.ts';
import { t } from './texts/index.ts';

const ContextList = deferred(async () => (await import('./ContextList.tsx')).ContextList);

/** In the status bar: which engine is looked at, how it is, and the way to another one. */
export function ContextSwitcher() {
  const contexts = useContexts();
  const selected = useSelectedContext();
  const isOpen = switcherFlag.useOwner();
  const [, navigate] = useLocation();

  useCommands(() => [
    {
      id: 'contexts.switch',
      title: t('Switch context…'),
      section: t('Contexts'),
      keywords: ['engine', 'host', 'docker context use'],
      icon: <IconServer />,
      run: () => switcherFlag.set(true),
    },
    {
      id: 'contexts.manage',
      title: t('Add and change contexts…'),
      section: t('Contexts'),
      keywords: ['ssh', 'tls', 'remote', 'docker context create'],
      icon: <IconServer />,
      run: () => navigate('/contexts'),
    },
    {
      id: 'contexts.together',
      title: t('Show several contexts in one list'),
      section: t('Contexts'),
      keywords: ['all', 'engines', 'together', 'hosts'],
      icon: <IconServer />,
      isEnabled: () => contexts.length > 1,
      run: () => navigate('/together/containers'),
    },
    ...contexts
      .filter(({ isSelected }) => !isSelected)
      .map((context) => ({
        id: `contexts.select.${context.name}`,
        title: t('Switch to context {{name}}', { name: context.name }),
        section: t('Contexts'),
        detail: context.endpoint,
        icon: <IconServer />,
        run: () => selectContext(context),
      })),
  ]);

  return (
    <div className={styles.anchor}>
      <button
        type="button"
        className={styles.trigger}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={
          selected
            ? t('Context {{name}}, {{state}}', { name: selected.name, state: wordOf(selected.state) })
            : t('No context')
        }
        data-tip={t('Switch context')}
        onClick={() => switcherFlag.set(!isOpen)}
      >
        <StatusDot tone={selected ? toneOf(selected.state) : 'unknown'} />
        <span className={styles.name}>{selected?.name ?? t('No context')}</span>
        <IconSelector aria-hidden="true" />
      </button>
      {isOpen && <ContextList contexts={contexts} onClose={() => switcherFlag.set(false)} />}
    </div>
  );
}
