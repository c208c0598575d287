import { AppFailure } from '../../../contract/errors.ts';
import type { ImageFile } from '../../../contract/model/imageFiles.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { ImageIndex } from '../../imageFiles/imageIndex.ts';
import type { FileView } from '../../imageFiles/fileView.ts';

/** As many as Linux follows. */
const MAX_LINKS = 40;

/** All layers over each other, as a container of the image would begin. */
export const viewOf = (index: ImageIndex): FileView =>
  index.view({ layer: Math.max(0, index.opened.layers.length - 1), scope: 'all', only: [] });

/**
 * What a path leads to, through the symbolic links on the way and at its end; a leading `..` stays in the root.
 * Undefined where nothing is, also for links that go round in a circle.
 */
export function followPath(view: Pick<FileView, 'at'>, path: string): ImageFile | undefined {
  const ahead = path.split('/').reverse();
  let here: ImageFile | undefined = view.at('/');
  for (let links = 0; ahead.length > 0;) {
    const name = ahead.pop()!;
    if (name === '' || name === '.') continue;
    if (here?.kind !== 'directory') return undefined;
    const next = view.at(name === '..' ? parentOf(here.path) : `${here.path === '/' ? '' : here.path}/${name}`);
    if (next?.kind !== 'symlink' || next.target === undefined) here = next;
    else {
      links += 1;
      if (links > MAX_LINKS) return undefined;
      ahead.push(...next.target.split('/').reverse());
      if (next.target.startsWith('/')) here = view.at('/');
    }
  }
  return here;
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

export const notInImage = (path: string) =>
  new AppFailure({ code: 'not-found', message: `The image has no “${shownName(path)}”.` });
