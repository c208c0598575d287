import { IconSelector, IconServer } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { deferred, StatusDot, useCommands } from '../../ui/index.ts';
import styles from './Contexts.module.css';
import { toneOf, wordOf } from './contextState.ts';
import { selectContext } from './selectContext.ts';
import { useContexts, useSelectedContext } from './useContexts.ts';
import { switcherFlag } from './switcher.ts';

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
      title: 'Switch context…',
      section: 'Contexts',
      keywords: ['engine', 'host', 'docker context use'],
      icon: <IconServer />,
      run: () => switcherFlag.set(true),
    },
    {
      id: 'contexts.manage',
      title: 'Add and change contexts…',
      section: 'Contexts',
      keywords: ['ssh', 'tls', 'remote', 'docker context create'],
      icon: <IconServer />,
      run: () => navigate('/contexts'),
    },
    {
      id: 'contexts.together',
      title: 'Show several contexts in one list',
      section: 'Contexts',
      keywords: ['all', 'engines', 'together', 'hosts'],
      icon: <IconServer />,
      isEnabled: () => contexts.length > 1,
      run: () => navigate('/together/containers'),
    },
    ...contexts
      .filter(({ isSelected }) => !isSelected)
      .map((context) => ({
        id: `contexts.select.${context.name}`,
        title: `Switch to context ${context.name}`,
        section: 'Contexts',
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
        aria-label={selected ? `Context ${selected.name}, ${wordOf(selected.state)}` : 'No context'}
        data-tip="Switch context"
        onClick={() => switcherFlag.set(!isOpen)}
      >
        <StatusDot tone={selected ? toneOf(selected.state) : 'unknown'} />
        <span className={styles.name}>{selected?.name ?? 'No context'}</span>
        <IconSelector aria-hidden="true" />
      </button>
      {isOpen && <ContextList contexts={contexts} onClose={() => switcherFlag.set(false)} />}
    </div>
  );
}
