/** A path as it is written in a Compose file, from the folder that it is relative to. `~` is left to main. */
export function resolvePath(folder: string, written: string): string {
  if (/^~|^[A-Za-z]:[\\/]|^\\\\/.test(written)) return written;
  const whole = written.startsWith('/') ? written : `${folder.replaceAll('\\', '/')}/${written}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '..' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/') || '/';
}

export const folderOf = (file: string): string => file.replace(/[\\/][^\\/]*$/, '') || '/';

/** From the folder of the stack, where it is in there. */
export const shownPath = (file: string, folder: string): string =>
  file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
