import type { ComparedLayer } from '../../../contract/model/imageFiles.ts';
import { formatSize } from '../../ui/index.ts';
import styles from './Compare.module.css';
import { t } from './texts/index.ts';

/** Layers from the lowest: first those that both have, then what each has above them. */
export function LayersTable({ layers }: { readonly layers: readonly ComparedLayer[] }) {
  if (layers.length === 0) return null;
  return (
    <table className={styles.table} aria-label={t('Layers')}>
      <thead>
        <tr>
          <th>{t('In')}</th>
          <th>{t('Instruction')}</th>
          <th data-align="end">{t('Size')}</th>
          <th>{t('Digest')}</th>
        </tr>
      </thead>
      <tbody>
        {layers.map(({ difference, diffId, sizeBytes, instruction }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a layer can be there twice
          <tr key={`${index} ${diffId}`} data-difference={difference}>
            <td>{{ same: 'both', removed: 'before', added: 'after', changed: 'both' }[difference]}</td>
            <td
              data-side={difference === 'removed' ? 'before' : difference === 'added' ? 'after' : undefined}
              className={styles.mono}
            >
              {[instruction?.keyword, instruction?.text].filter(Boolean).join(' ') || '–'}
            </td>
            <td data-align="end">{formatSize(sizeBytes)}</td>
            <td className={styles.mono}>{diffId.replace('sha256:', '').slice(0, 12)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
