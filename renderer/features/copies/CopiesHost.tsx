import { deferred } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { copyOpener } from './openCopy.ts';

const CopyImageDialog = deferred(async () => (await import('./CopyImageDialog.tsx')).CopyImageDialog);
const CopyStackDialog = deferred(async () => (await import('./CopyStackDialog.tsx')).CopyStackDialog);

/** The dialogs that send something to another engine, on every page. Put it once in the layout. */
export function CopiesHost() {
  const context = useSelectedContext();
  const opened = copyOpener.useOpened();
  if (!opened || !context) return null;
  const props = { context, onClose: copyOpener.close };
  return opened.type === 'image' ? (
    <CopyImageDialog {...props} reference={opened.reference} />
  ) : (
    <CopyStackDialog {...props} project={opened.project} files={opened.files} />
  );
}
