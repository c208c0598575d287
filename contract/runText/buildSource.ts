import type { BuildSettings } from '../model/build.ts';
import type { Notes, Span } from './notes.ts';
import type { ShellWord } from './shellWords.ts';

type From = Pick<BuildSettings, 'source' | 'dockerfile'>;

/** What is built from: the context, the `-f` beside it, and what a here-document holds. */
export function readSource(
  context: ShellWord | undefined,
  file: string | undefined,
  input: string | undefined,
  notes: Notes,
): From {
  const place: Span = context ?? { start: 0, end: 0 };
  const given = context?.text ?? '';
  const pasted = input === undefined ? undefined : ({ type: 'text', text: input } as const);
  if (given === '-' || (file === '-' && given === '')) {
    if (pasted) return { source: { type: 'none' }, dockerfile: pasted };
    notes.add(
      'error',
      place,
      'It reads from a pipe, and what comes through that is not known here: paste the Dockerfile.',
    );
    return { source: { type: 'none' }, dockerfile: { type: 'default' } };
  }
  const url = addressOf(given);
  const source: From['source'] =
    url === undefined ? { type: 'folder', path: withoutSlash(given) } : { type: 'remote', url };
  if (url !== undefined && url !== given) notes.add('info', place, `“${given}” was read as ${url}.`);
  if (source.type === 'folder' && given !== '' && !isAbsolute(given)) {
    const message = `“${given}” is seen from the folder in which the command is typed: write the whole path in the form.`;
    notes.add('warning', place, message);
  }
  if (file === undefined) return { source, dockerfile: { type: 'default' } };
  if (file === '-') {
    if (pasted) return { source, dockerfile: pasted };
    notes.add('error', place, 'The Dockerfile comes through a pipe, and is not known here: paste it in the form.');
    return { source, dockerfile: { type: 'default' } };
  }
  return { source, dockerfile: fileIn(source, file, place, notes) };
}

/** The CLI finds `-f` from the folder in which it is run, the form from the context. */
function fileIn(source: From['source'], file: string, place: Span, notes: Notes): From['dockerfile'] {
  if (source.type !== 'folder' || isAbsolute(file)) return { type: 'file', path: file };
  const path = isAbsolute(source.path) ? undefined : seenFrom(source.path, file);
  if (path !== undefined) return { type: 'file', path };
  notes.add(
    'error',
    place,
    `-f ${file} is seen from the folder in which the command is typed, which is not known here: choose the Dockerfile in the form.`,
  );
  return { type: 'default' };
}

/** The way from one folder to a file, both seen from the same place; undefined where it leads through names nobody knows. */
function seenFrom(folder: string, file: string): string | undefined {
  const [from, to] = [parts(folder), parts(file)];
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  if (from.includes('..') || to.length === 0) return undefined;
  return [...from.map(() => '..'), ...to].join('/');
}

function parts(path: string): string[] {
  const found: string[] = [];
  for (const part of path.split(/[\\/]+/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && found.length > 0 && found.at(-1) !== '..') found.pop();
    else found.push(part);
  }
  return found;
}

/** As BuildKit tells addresses from folders. */
function addressOf(context: string): string | undefined {
  if (/^(https?|git|ssh):\/\//.test(context) || /^[\w.-]+@[\w.-]+:/.test(context)) return context;
  if (!context.startsWith('github.com/')) return undefined;
  const [, path = '', rest = ''] = /^([^#?]*)(.*)$/.exec(context) ?? [];
  return `https://${path.replace(/\/$/, '').replace(/(\.git)?$/, '.git')}${rest}`;
}

const isAbsolute = (path: string): boolean => /^([\\/]|[A-Za-z]:[\\/])/.test(path);
const withoutSlash = (path: string): string => path.replace(/(?<=.)[\\/]+$/, '');
