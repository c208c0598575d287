import type { FileAmount, ImageFile, OpenedImage } from '../../../contract/model/imageFiles.ts';
import { formatSize, formatNumber } from '../../ui/index.ts';
import { plural, t } from './texts/index.ts';

/** `-rwxr-xr-x`, as `ls` writes it. */
export function permissionsText({ kind, mode = 0 }: Pick<ImageFile, 'kind' | 'mode'>): string {
  const type = { file: '-', directory: 'd', symlink: 'l', hardlink: '-', device: 'c', fifo: 'p' }[kind];
  const bits = ['r', 'w', 'x'];
  const letters = Array.from({ length: 9 }, (_, index) => ((mode >> (8 - index)) & 1 ? (bits[index % 3] ?? '') : '-'));
  const special = (bit: number, at: number, letter: string) => {
    if (mode & bit) letters[at] = letters[at] === 'x' ? letter : letter.toUpperCase();
  };
  special(0o4000, 2, 's');
  special(0o2000, 5, 's');
  special(0o1000, 8, 't');
  return type + letters.join('');
}

/** `3 files, 12 kB`. */
export const amountText = ({ files, sizeBytes }: FileAmount): string =>
  plural(files, '{{files}} file, {{size}}', '{{files}} files, {{size}}', {
    files: formatNumber(files),
    size: formatSize(sizeBytes),
  });

export const efficiencyText = ({ efficiency }: Pick<OpenedImage, 'efficiency'>): string =>
  // 100 % is only said of what wastes nothing at all.
  `${efficiency === 1 ? 100 : Math.min(99.9, Math.floor(efficiency * 1000) / 10)} %`;

export const KINDS: Readonly<Record<ImageFile['kind'], string>> = {
  file: 'file',
  directory: 'directory',
  get symlink() {
    return t('symbolic link');
  },
  get hardlink() {
    return t('hard link');
  },
  device: 'device',
  get fifo() {
    return t('named pipe');
  },
};
