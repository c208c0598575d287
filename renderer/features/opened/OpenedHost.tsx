import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { ShellRequest } from '../../../contract/model/shell.ts';
import { client, follow, isDesktop } from '../../rpc/index.ts';
import { deferred } from '../../ui/index.ts';
import { openDropped, sayUnknown } from './openFile.ts';
import { openedOpener } from './opened.ts';
import styles from './Opened.module.css';
import { t } from './texts/index.ts';

const AskDialog = deferred(async () => (await import('./AskDialog.tsx')).AskDialog);

/** Links, files that were opened, and files that are dropped anywhere onto the window. Put it once in the layout. */
export function OpenedHost() {
  const [, navigate] = useLocation();
  const opened = openedOpener.useOpened();
  const isOver = useDrops(navigate);
  useEffect(() => {
    // Of a browser the system asks nothing.
    if (!isDesktop) return;
    return follow({ open: (signal) => client.shell.requests({}, { signal }), onItem: (one) => take(one, navigate) });
  }, [navigate]);
  return (
    <>
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          {t('Drop a Compose file, a Dockerfile or an archive of images')}
        </div>
      )}
      {opened && <AskDialog opened={opened} onClose={openedOpener.close} />}
    </>
  );
}

/** What the desktop app hands to the page. */
export function take(request: ShellRequest, navigate: (to: string) => void): void {
  switch (request.type) {
    case 'place':
      return navigate(request.place);
    case 'link':
      return openedOpener.open({ type: 'link', link: request.link });
    case 'image': {
      const { token: from, name, sizeBytes } = request;
      return openedOpener.open({ type: 'image', name, sizeBytes, from });
    }
    case 'file':
      return navigate(`/${request.kind}/${encodeURIComponent(request.path)}`);
    case 'unknown-file':
      return sayUnknown(request.name);
  }
}

/** Files that nothing else on the page takes. True while some are held over the window. */
function useDrops(navigate: (to: string) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const hasFiles = ({ dataTransfer, defaultPrevented }: DragEvent) =>
      !defaultPrevented && dataTransfer?.types.includes('Files') === true;
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return setOver(false);
        event.preventDefault();
        // Over a dialog nothing is dropped: it is busy with something else.
        const isBusy = document.querySelector('[aria-modal="true"]') !== null;
        if (event.dataTransfer) event.dataTransfer.dropEffect = isBusy ? 'none' : 'copy';
        setOver(!isBusy);
      },
      { signal },
    );
    addEventListener('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file) openDropped(file, navigate).catch(() => sayUnknown(file.name));
      },
      { signal },
    );
    return () => abort.abort();
  }, [navigate]);
  return isOver;
}
