import type { OpenedImage, WastedFile } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';
import { EmptyState, ErrorNotice, formatSize, formatNumber } from '../../ui/index.ts';
import styles from './Layers.module.css';
import { useLoad } from '../../ui/useLoad.ts';
import { efficiencyText } from './words.ts';
import { t } from './texts/index.ts';

const SHOWN = 500;

interface WastedPanelProps {
  readonly context: string;
  readonly image: OpenedImage;
  readonly onShow: (file: WastedFile) => void;
}

/** The paths whose bytes nobody sees, the most wasteful first. */
export function WastedPanel({ context, image, onShow }: WastedPanelProps) {
  const { imageId, wastedBytes, sizeBytes } = image;
  const { value, error, reload } = useLoad(`${context} ${imageId}`, (signal) =>
    client.layers.wasted({ context, imageId, limit: SHOWN }, { signal }),
  );
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: reload }]} />;
  if (!value) return null;
  if (value.total === 0) {
    return (
      <EmptyState title={t('Nothing is wasted')}>
        {t('Every byte in the layers is part of a file that a container sees.')}
      </EmptyState>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('Wasted files')}>
      <p className={styles.lead}>
        {t(
          '{{wasted}} of {{size}} are in layers but in no file that a container sees: a later layer overwrites or removes them. The rest, {{image}}, is the image’s efficiency. Files that come and go within one RUN are in no layer.',
          { wasted: formatSize(wastedBytes), size: formatSize(sizeBytes), image: efficiencyText(image) },
        )}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th data-align="end">{t('Wasted')}</th>
            <th>{t('Path')}</th>
            <th>{t('In layers')}</th>
            <th>{t('In the end')}</th>
          </tr>
        </thead>
        <tbody>
          {value.files.map((file) => (
            <tr key={file.path}>
              <td data-align="end">{formatSize(file.wastedBytes)}</td>
              <td className={styles.mono}>
                <button type="button" className={styles.link} onClick={() => onShow(file)}>
                  {file.path}
                </button>
              </td>
              <td>{file.layers.map((layer) => layer + 1).join(', ')}</td>
              <td>{file.isInImage ? t('overwritten') : t('removed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.total > value.files.length && (
        <p className={styles.lead}>
          {t('And {{total}} more, each smaller.', { total: formatNumber(value.total - value.files.length) })}
        </p>
      )}
    </section>
  );
}
