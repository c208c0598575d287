import { IconAlertTriangle } from '@tabler/icons-react';
import type { ChangePreview } from '../../../contract/model/containerChange.ts';
import { formatSize } from '../../ui/index.ts';
import styles from './ContainerChange.module.css';
import { StackNotice } from './StackNotice.tsx';
import { plural, t } from './texts/index.ts';

/** What a change would do beside the settings: in words, before it is done. */
export function Consequences({
  preview,
  onLeave,
}: {
  readonly preview: ChangePreview;
  /** The person goes elsewhere to change it. */
  readonly onLeave: () => void;
}) {
  return (
    <ul className={styles.consequences} aria-label={t('What happens')}>
      <li>{wayText(preview)}</li>
      {preview.dependents.length > 0 && (
        <li>
          {plural(
            preview.dependents.length,
            '{{dependents}} lives in it ({{list}}) and is made anew with it.',
            '{{dependents}} live in it ({{list}}) and are made anew with it.',
            {
              dependents: preview.dependents.map(({ name }) => name).join(', '),
              list: [...new Set(preview.dependents.map(({ by }) => BY[by]))].join(', '),
            },
          )}
        </li>
      )}
      {preview.linkedBy.length > 0 && (
        <li data-warning>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          <span>
            {plural(
              preview.linkedBy.length,
              '{{names}} has a link to it under this name, and will not find it any more. Give it the old name as an alias on their network.',
              '{{names}} have links to it under this name, and will not find it any more. Give it the old name as an alias on their network.',
              { names: preview.linkedBy.join(', ') },
            )}
          </span>
        </li>
      )}
      {hasFiles(preview) && (
        <li data-warning>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          <span>
            {t(
              '{{writable}} that it has written outside of its volumes stay with the old one. Commit it to an image first if the new one needs them.',
              { writable: formatSize(preview.writableBytes ?? 0) },
            )}
          </span>
        </li>
      )}
      {preview.replacesKept && (
        <li>
          {preview.replacesKept.writableBytes
            ? t(
                '{{name}}, kept from the change before with {{writable}} of its own, is removed when this one is done.',
                { name: preview.replacesKept.name, writable: formatSize(preview.replacesKept.writableBytes) },
              )
            : t('{{name}}, kept from the change before, is removed when this one is done.', {
                name: preview.replacesKept.name,
              })}
        </li>
      )}
      {preview.stack && (
        <li>
          <StackNotice stack={preview.stack} onLeave={onLeave} />
        </li>
      )}
    </ul>
  );
}

const BY = {
  get network() {
    return t('its network');
  },
  get ipc() {
    return t('its memory');
  },
  get pid() {
    return t('its processes');
  },
  get link() {
    return t('a link');
  },
} as const;

const hasFiles = ({ way, writableBytes }: ChangePreview): boolean =>
  (way === 'beside' || way === 'in-place') && (writableBytes ?? 0) > 0;

function wayText({ way, reason, isRunning, name }: ChangePreview): string {
  if (way === 'nothing') return t('Nothing is different.');
  if (way === 'live')
    return isRunning ? t('All of it is changed while it runs, without a restart.') : t('It is changed at once.');
  const anew = t('A new {{name}} is made with the same volumes, networks, addresses and labels', { name });
  if (!isRunning) return t('{{anew}}; it does not run now, and stays so.', { anew });
  return way === 'beside'
    ? t('{{anew}}. It starts beside the old one and takes its place once it is up: nothing is interrupted.', { anew })
    : t(
        '{{anew}}. The old one is stopped first, because {{reason}}: it is away for a moment. If the new one does not come up, the old one is started again.',
        { anew, reason: reason ?? t('both cannot run at once') },
      );
}
