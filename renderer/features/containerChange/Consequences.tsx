import { IconAlertTriangle } from '@tabler/icons-react';
import type { ChangePreview } from '../../../contract/model/containerChange.ts';
import { formatSize } from '../../ui/index.ts';
import styles from './ContainerChange.module.css';

/** What a change would do beside the settings: in words, before it is done. */
export function Consequences({ preview }: { readonly preview: ChangePreview }) {
  return (
    <ul className={styles.consequences} aria-label="What happens">
      <li>{wayText(preview)}</li>
      {preview.dependents.length > 0 && (
        <li>
          {preview.dependents.map(({ name }) => name).join(', ')} {preview.dependents.length === 1 ? 'lives' : 'live'}{' '}
          in it ({[...new Set(preview.dependents.map(({ by }) => BY[by]))].join(', ')}) and{' '}
          {preview.dependents.length === 1 ? 'is' : 'are'} made anew with it.
        </li>
      )}
      {hasFiles(preview) && (
        <li data-warning>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          <span>
            {formatSize(preview.writableBytes ?? 0)} that it has written outside of its volumes stay with the old one.
            Commit it to an image first if the new one needs them.
          </span>
        </li>
      )}
      {preview.replacesKept && (
        <li>
          {preview.replacesKept.name}, kept from the change before
          {preview.replacesKept.writableBytes
            ? ` with ${formatSize(preview.replacesKept.writableBytes)} of its own`
            : ''}
          , is removed when this one is done.
        </li>
      )}
      {preview.stack && (
        <li data-warning>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          <span>
            It belongs to the stack “{preview.stack.project}”: its Compose file says how it is, and the next{' '}
            <code>docker compose up</code> brings that back.{' '}
            {preview.stack.files.length > 0 && (
              <>
                Change it there: <code>{preview.stack.files.join(', ')}</code>
              </>
            )}
          </span>
        </li>
      )}
    </ul>
  );
}

const BY = { network: 'its network', ipc: 'its memory', pid: 'its processes', link: 'a link' } as const;

const hasFiles = ({ way, writableBytes }: ChangePreview): boolean =>
  (way === 'beside' || way === 'in-place') && (writableBytes ?? 0) > 0;

function wayText({ way, reason, isRunning, name }: ChangePreview): string {
  if (way === 'nothing') return 'Nothing is different.';
  if (way === 'live')
    return isRunning ? 'All of it is changed while it runs, without a restart.' : 'It is changed at once.';
  const anew = `A new ${name} is made with the same volumes, networks, addresses and labels`;
  if (!isRunning) return `${anew}; it does not run now, and stays so.`;
  return way === 'beside'
    ? `${anew}. It starts beside the old one and takes its place once it is up: nothing is interrupted.`
    : `${anew}. The old one is stopped first, because ${reason ?? 'both cannot run at once'}: it is away for a moment. If the new one does not come up, the old one is started again.`;
}
