// oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of a select cannot hold what a layer shows
import { type KeyboardEvent, useRef } from 'react';
import type { HistoryEntry, HistoryLayer, ImageHistory, OpenedImage } from '../../../contract/model/imageFiles.ts';
import { formatDateTime, formatSize, formatNumber } from '../../ui/index.ts';
import styles from './Layers.module.css';
import { amountText } from './words.ts';
import { Sentence, t } from './texts/index.ts';

interface LayerListProps {
  readonly history: ImageHistory | undefined;
  readonly image: OpenedImage | undefined;
  readonly layer: number | undefined;
  readonly onLayer: (layer: number) => void;
}

/** Every instruction, the newest first; those that made a layer can be chosen. */
export function LayerList({ history, image, layer, onLayer }: LayerListProps) {
  const list = useRef<HTMLDivElement>(null);
  // The reading knows exactly which instruction made which layer; the engine's history comes sooner.
  const entries = image && image.history.length > 0 ? image.history : (history?.entries ?? []);
  const largest = Math.max(1, ...entries.map((entry) => sizeOf(entry, image)));
  const layers = entries.flatMap((entry) => entry.layer ?? []);

  function onKeyDown(event: KeyboardEvent) {
    const at = layers.indexOf(layer ?? -1);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: layers.length - 1 }[event.key];
    const next = to === undefined ? undefined : layers[Math.max(0, Math.min(layers.length - 1, to))];
    if (next === undefined) return;
    event.preventDefault();
    onLayer(next);
    list.current?.querySelector<HTMLElement>(`[data-layer="${next}"]`)?.focus();
  }

  return (
    <div
      ref={list}
      className={styles.layers}
      role="listbox"
      aria-label={t('Layers')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry, index) => (
        <LayerOption
          // oxlint-disable-next-line react/no-array-index-key -- history only ever comes whole, and has no ids
          key={index}
          entry={entry}
          image={image}
          shared={entry.layer === undefined ? undefined : history?.layers[entry.layer]}
          isChosen={entry.layer !== undefined && entry.layer === layer}
          isTabStop={entry.layer !== undefined && entry.layer === (layer ?? layers[0])}
          share={sizeOf(entry, image) / largest}
          onChoose={onLayer}
        />
      ))}
    </div>
  );
}

const sizeOf = ({ layer, sizeBytes }: HistoryEntry, image: OpenedImage | undefined): number =>
  layer === undefined ? 0 : (image?.layers[layer]?.sizeBytes ?? sizeBytes);

interface LayerOptionProps {
  readonly entry: HistoryEntry;
  readonly image: OpenedImage | undefined;
  readonly shared: HistoryLayer | undefined;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly share: number;
  readonly onChoose: (layer: number) => void;
}

function LayerOption({ entry, image, shared, isChosen, isTabStop, share, onChoose }: LayerOptionProps) {
  const { instruction, layer, comment, createdAt } = entry;
  const files = layer === undefined ? undefined : image?.layers[layer];
  const title = [entry.createdBy || comment, createdAt > 0 ? formatDateTime(createdAt) : ''].filter(Boolean).join('\n');
  const names = shared?.sharedWith.map(({ names: [name], id }) => name ?? id.slice(7, 19)) ?? [];
  return (
    <div
      role="option"
      className={styles.layer}
      aria-selected={isChosen}
      aria-disabled={layer === undefined || undefined}
      tabIndex={isTabStop ? 0 : -1}
      data-layer={layer}
      title={title}
      onClick={() => layer !== undefined && onChoose(layer)}
      onKeyDown={() => undefined}
    >
      <div className={styles.instruction}>
        {instruction.keyword !== undefined && <b>{instruction.keyword}</b>}
        <span>{instruction.text || comment || (layer === undefined ? '' : t('No history'))}</span>
      </div>
      {layer !== undefined && (
        <div className={styles.layerFacts}>
          <span className={styles.bar} aria-hidden="true">
            <span style={{ width: `${Math.max(share * 100, share > 0 ? 2 : 0)}%` }} />
          </span>
          <span className={styles.layerSize}>{formatSize(sizeOf(entry, image))}</span>
          {files && (
            <span className={styles.badges}>
              <Badge kind="added" letter="+" amount={files.added} />
              <Badge kind="changed" letter="~" amount={files.changed} />
              <Badge kind="removed" letter="−" amount={files.removed} />
            </span>
          )}
          {names.length > 0 && (
            <span className={styles.shared} title={t('Shared with {{names}}', { names: names.join(', ') })}>
              <Sentence
                text="shared with {{how}}"
                parts={{ how: names.length === 1 ? names[0] : t('{{names}} images', { names: names.length }) }}
              />
            </span>
          )}
        </div>
      )}
    </div>
  );
}

interface BadgeProps {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly letter: string;
  readonly amount: { readonly files: number; readonly sizeBytes: number };
}

function Badge({ kind, letter, amount }: BadgeProps) {
  if (amount.files === 0) return null;
  return (
    <span data-kind={kind} title={`${kind}: ${amountText(amount)}`}>
      {letter}
      {formatNumber(amount.files)}
      <span className="g-visually-hidden"> {kind}</span>
    </span>
  );
}
