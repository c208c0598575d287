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

interface PruneCacheDialogProps {
  readonly context: Context;
  readonly records: readonly BuildCacheRecord[];
  /** Just these, instead of what filters mean. */
  readonly only?: readonly string[];
  readonly onClose: () => void;
}

const HOUR = 3_600_000;
const AGES = [
  { value: '0', label: 'at any time' },
  { value: String(HOUR), label: 'not for an hour' },
  { value: String(24 * HOUR), label: 'not for a day' },
  { value: String(7 * 24 * HOUR), label: 'not for a week' },
  { value: String(30 * 24 * HOUR), label: 'not for 30 days' },
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
      title={only ? 'Remove these records of the build cache?' : 'Prune the build cache?'}
      message={asked.error ? <ErrorNotice error={asked.error} /> : <output>{sentence(preview)}</output>}
      items={going.map(({ id, description, type, sizeBytes, isShared }) => ({
        id,
        name: description.trim() || id,
        detail: `${formatSize(sizeBytes)} · ${typeLabel(type)} · ${id}`,
        ...(isShared && { warning: 'images hold it' }),
      }))}
      {...(going.length > 0 && {
        command: pruneCacheCommand(
          going.map(({ id }) => id),
          context.cliArgs,
        ),
      })}
      confirmLabel={going.length > 0 ? `Remove ${going.length}` : 'Remove'}
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
            label="Used"
            data={AGES}
            value={unusedForMs}
            onChange={(event) => setUnusedForMs(event.currentTarget.value)}
          />
          <TextInput
            label="Keep the newest"
            placeholder="nothing; or 5GB"
            value={keep}
            error={isKeepWrong ? 'Write a size, such as 5GB.' : undefined}
            onChange={(event) => setKeep(event.currentTarget.value)}
          />
          <Checkbox.Group
            label="Kinds"
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
            label="Also what images hold, and BuildKit’s own"
            description="Frees nothing while the images are there; later builds start from the beginning."
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}

function sentence(preview: CachePrunePreview | undefined): string {
  if (!preview) return 'Looking at what would go…';
  const { going, goingBytes, freedBytes, leftBytes, kept } = preview;
  const why =
    kept.length === 0
      ? ''
      : ` ${kept.length} more ${kept.length === 1 ? 'stays' : 'stay'}: in use, or other records are built on ${kept.length === 1 ? 'it' : 'them'}.`;
  if (going.length === 0) return `Nothing to remove.${why}`;
  const freed = freedBytes < goingBytes ? ` ${formatSize(freedBytes)} are freed; images hold the rest.` : '';
  const records = going.length === 1 ? '1 record' : `${going.length} records`;
  return `${records}, ${formatSize(goingBytes)}: only these go, even if a build adds others meanwhile.${freed} ${formatSize(leftBytes)} stay.${why}`;
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
