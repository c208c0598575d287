import { kindOfFile } from '../../../contract/model/openedFile.ts';
import { isDesktop } from '../../rpc/index.ts';
import { notify } from '../../ui/index.ts';
import { chooseTemplate } from '../dockerfile/index.ts';
import { newStackRoute, offerComposeText } from '../newStack/index.ts';
import { openedOpener } from './opened.ts';
import { t } from './texts/index.ts';

/** A text that a person drops is a few pages; an archive that has the name of one is not read into memory. */
const MOST_TEXT_BYTES = 1_000_000;

/** What was dropped onto the window. The desktop app opens it where it is; a browser has only its content. */
export async function openDropped(file: File, navigate: (to: string) => void): Promise<void> {
  if (isDesktop) return window.postMessage({ type: 'gantry:open', files: [file] }, location.origin);
  const kind = kindOfFile(file.name);
  if (kind === undefined) return sayUnknown(file.name);
  if (kind === 'image') return openedOpener.open({ type: 'image', name: file.name, sizeBytes: file.size, from: file });
  if (file.size > MOST_TEXT_BYTES) return sayUnknown(file.name);
  const text = await file.text();
  if (kind === 'compose') {
    offerComposeText(text);
    navigate(newStackRoute('old-file'));
    return;
  }
  chooseTemplate({ id: 'dropped', title: file.name, description: '', signs: /^$/, dockerfile: text, ignored: [] });
  navigate('/dockerfile');
}

export const sayUnknown = (name: string): void =>
  notify({
    title: t('Gantry does not know what to do with {{name}}', { name }),
    message: t('It opens Compose files, Dockerfiles and archives of images (.tar).'),
  });
