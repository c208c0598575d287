import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { pruneCacheCommand } from '../../../contract/commands/buildxCommands.ts';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { BuildCacheRecord, CachePruneFilters, CachePrunePreview } from '../../../contract/model/buildCache.ts';
import type { Context } from '../../../contract/model/context.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize } from '../../ui/index.ts';
import styles from './BuildCache.module.css';
import { byType, typeLabel } from './grouping.ts';
import { chosenPreview } from './chosenPreview.ts';
import { readSize } from './readSize.ts';
import { plural, t } from './texts/index.ts';

interface PruneCacheDialogProps {
  readonly context: Context;
  readonly records: readonly BuildCacheRecord[];
  /** Just these, instead of what filters mean. */
  readonly only?: readonly string[];
  readonly onClose: () => void;
}

const HOUR = 3_600_000;
const AGES = [
  {
    value: '0',
    get label() {
      return t('at any time');
    },
  },
  {
    value: String(HOUR),
    get label() {
      return t('not for an hour');
    },
  },
  {
    value: String(24 * HOUR),
    get label() {
      return t('not for a day');
    },
  },
  {
    value: String(7 * 24 * HOUR),
    get label() {
      return t('not for a week');
    },
  },
  {
    value: String(30 * 24 * HOUR),
    get label() {
      return t('not for 30 days');
    },
  },
];

/** Shows each record that goes, by name and size, and then removes exactly those. */
export function PruneCacheDialog({ context, records, only, onClose }: PruneCacheDialogProps) {
  const types = useMemo(() => byType(records), [records]);
  const [unusedForMs, setUnusedForMs] = useState('0');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [keep, setKeep] = useState('');
  const keepBytes = keep.trim() === '' ? undefined : readSize(keep);
  const isKeepWrong = keep.trim() !== '' && keepBytes === undefined;
  const filters = useMemo<CachePruneFilters>(
    () => ({
      unusedForMs: Number(unusedForMs),
      ...(left.size > 0 && { types: types.map(({ id }) => id).filter((id) => !left.has(id)) }),
      all,
      ...(keepBytes !== undefined && { keepBytes }),
    }),
    [unusedForMs, left, types, all, keepBytes],
  );
  const asked = usePreview(context.name, filters, only === undefined && !isKeepWrong);
  const preview = only ? chosenPreview(records, only) : asked.preview;
  const going = preview?.going ?? [];
  return (
    <ConfirmDialog
      title={only ? t('Remove these records of the build cache?') : t('Prune the build cache?')}
      message={asked.error ? <ErrorNotice error={asked.error} /> : <output>{sentence(preview)}</output>}
      items={going.map(({ id, description, type, sizeBytes, isShared }) => ({
        id,
        name: description.trim() || id,
        detail: `${formatSize(sizeBytes)} · ${typeLabel(type)} · ${id}`,
        ...(isShared && { warning: t('images hold it') }),
      }))}
      {...(going.length > 0 && {
        command: pruneCacheCommand(
          going.map(({ id }) => id),
          context.cliArgs,
        ),
      })}
      confirmLabel={going.length > 0 ? t('Remove {{going}}', { going: going.length }) : t('Remove')}
      isDangerous
      isLoading={going.length === 0 || isKeepWrong}
      onConfirm={async () => {
        await client.buildCache.prune({ context: context.name, ids: going.map(({ id }) => id) });
        onClose();
      }}
      onCancel={onClose}
    >
      {!only && (
        <div className={styles.filters}>
          <NativeSelect
            label={t('Used')}
            data={AGES}
            value={unusedForMs}
            onChange={(event) => setUnusedForMs(event.currentTarget.value)}
          />
          <TextInput
            label={t('Keep the newest')}
            placeholder="nothing; or 5GB"
            value={keep}
            error={isKeepWrong ? t('Write a size, such as 5GB.') : undefined}
            onChange={(event) => setKeep(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t('Kinds')}
            value={types.map(({ id }) => id).filter((id) => !left.has(id))}
            onChange={(ids) => setLeft(new Set(types.map(({ id }) => id).filter((id) => !ids.includes(id))))}
          >
            <div className={styles.kinds}>
              {types.map(({ id, label }) => (
                <Checkbox key={id} value={id} label={label} />
              ))}
            </div>
          </Checkbox.Group>
          <Checkbox
            label={t('Also what images hold, and BuildKit’s own')}
            description={t('Frees nothing while the images are there; later builds start from the beginning.')}
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}

function sentence(preview: CachePrunePreview | undefined): string {
  if (!preview) return t('Looking at what would go…');
  const { going, goingBytes, freedBytes, leftBytes, kept } = preview;
  const why =
    kept.length === 0
      ? ''
      : plural(
          kept.length,
          ' {{count}} more stays: in use, or other records are built on it.',
          ' {{count}} more stay: in use, or other records are built on them.',
        );
  if (going.length === 0) return t('Nothing to remove.{{why}}', { why });
  const freed =
    freedBytes < goingBytes ? t(' {{freed}} are freed; images hold the rest.', { freed: formatSize(freedBytes) }) : '';
  const records = plural(going.length, '1 record', '{{count}} records');
  return t(
    '{{records}}, {{going}}: only these go, even if a build adds others meanwhile.{{freed}} {{left}} stay.{{why}}',
    { records, going: formatSize(goingBytes), freed, left: formatSize(leftBytes), why },
  );
}

function usePreview(context: string, filters: CachePruneFilters, isWanted: boolean) {
  const [answer, setAnswer] = useState<{
    readonly filters: CachePruneFilters;
    readonly preview?: CachePrunePreview;
    readonly error?: AppError;
  }>();
  useEffect(() => {
    if (!isWanted) return undefined;
    const abort = new AbortController();
    client.buildCache.previewPrune({ context, filters }, { signal: abort.signal }).then(
      (preview) => setAnswer({ filters, preview }),
      (thrown: unknown) => !abort.signal.aborted && setAnswer({ filters, error: toAppError(thrown) }),
    );
    return () => abort.abort();
  }, [context, filters, isWanted]);
  // What was asked with other filters is not what would go.
  const current = answer?.filters === filters && isWanted ? answer : undefined;
  return { preview: current?.preview, error: current?.error };
}
