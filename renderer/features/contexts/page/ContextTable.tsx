import { Button } from '@mantine/core';
import { IconDownload, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import type { Context } from '../../../../contract/model/context.ts';
import { IconButton, StatusDot } from '../../../ui/index.ts';
import { CertificateNote } from '../certificates/CertificateNote.tsx';
import { engineName, sourceName, toneOf, wordOf } from '../contextState.ts';
import { reconnectContext, selectContext } from '../selectContext.ts';
import styles from './ContextsPage.module.css';
import { t } from '../texts/index.ts';

interface ContextTableProps {
  readonly contexts: readonly Context[];
  readonly onEdit: (name: string) => void;
  readonly onExport: (name: string) => void;
  readonly onRemove: (name: string) => void;
  readonly onRenew: (name: string) => void;
}

/** There are a handful of them: a plain table. */
export function ContextTable({ contexts, ...actions }: ContextTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where there is little room
    <section className={styles.scroller} tabIndex={0} aria-label={t('List of contexts')}>
      <table className={styles.table} aria-label={t('Contexts')}>
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('State')}</th>
            <th scope="col">{t('Address')}</th>
            <th scope="col" className={styles.source}>
              {t('Known from')}
            </th>
            <th scope="col">
              <span className={styles.hidden}>{t('Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {contexts.map((context) => (
            <ContextRow key={context.name} context={context} {...actions} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ContextRowProps = Omit<ContextTableProps, 'contexts'> & { readonly context: Context };

function ContextRow({ context, onEdit, onExport, onRemove, onRenew }: ContextRowProps) {
  const { name, state, endpoint, source, description, isSelected, certificates } = context;
  // `default` has no entry of its own there.
  const isKept = source === 'cli';
  return (
    <tr data-selected={isSelected || undefined}>
      <th scope="row">
        <span className={styles.name}>{name}</span>
        {isSelected && <span className={styles.current}>{t('shown now')}</span>}
        {description !== undefined && <span className={styles.description}>{description}</span>}
      </th>
      <td>
        <span className={styles.status}>
          <StatusDot tone={toneOf(state)} />
          {engineName(context) ?? wordOf(state)}
        </span>
        {state.type === 'unreachable' && <p className={styles.reason}>{state.error.message}</p>}
      </td>
      <td className={styles.address}>
        {endpoint}
        {certificates && (
          <CertificateNote name={name} certificates={certificates} onRenew={isKept ? () => onRenew(name) : undefined} />
        )}
      </td>
      <td className={styles.source}>{sourceName(source)}</td>
      <td>
        <span className={styles.actions}>
          {!isSelected && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => selectContext(context)}
              aria-label={t('Show {{name}}', { name })}
            >
              {t('Show')}
            </Button>
          )}
          {state.type === 'unreachable' && (
            <IconButton
              label={t('Try {{name}} again', { name })}
              icon={<IconRefresh />}
              onClick={() => reconnectContext(context)}
            />
          )}
          {isKept && (
            <IconButton label={t('Change {{name}}', { name })} icon={<IconPencil />} onClick={() => onEdit(name)} />
          )}
          {isKept && (
            <IconButton label={t('Export {{name}}', { name })} icon={<IconDownload />} onClick={() => onExport(name)} />
          )}
          {isKept && (
            <IconButton label={t('Remove {{name}}', { name })} icon={<IconTrash />} onClick={() => onRemove(name)} />
          )}
        </span>
      </td>
    </tr>
  );
}
