import { renameChanges } from '../language/places.ts';
import { readNames } from '../language/names.ts';
import type { TextChange } from '../../../../contract/compose/edit.ts';
import { nameRule } from '../language/nameRule.ts';
import { type NamedThing, placesOf, type PlacesInFile } from './namedPlaces.ts';
import type { StackText, StackTexts } from './stackTexts.ts';
import { kindWord } from '../language/kindWord.ts';
import { t } from '../texts/index.ts';

/** Why it cannot be renamed in this stack at all; undefined: it can. */
export function renameObstacle({ files }: StackTexts, wanted: NamedThing): string | undefined {
  // What is broken may mean it too, at a place that nobody can see.
  const broken = files.find(({ names }) => names.isBroken);
  if (broken) return t('{{path}} is no whole YAML at the moment: mend it first.', { path: broken.path });
  const locked = placesOf(files, wanted).find(({ file }) => file.isReadOnly);
  return (
    locked &&
    t('{{path}} cannot be written to, and it means the {{kind}} too.', {
      path: locked.file.path,
      kind: kindWord(wanted.kind),
    })
  );
}

/** Why a name cannot be taken in this stack; undefined: it can. */
export function newNameProblem(files: readonly StackText[], wanted: NamedThing, name: string): string | undefined {
  const { kind, name: old } = wanted;
  if (name === old || name === '') return t('Type another name.');
  const rule = nameRule(name);
  if (rule !== undefined) return rule;
  const taken = files.find(
    (file) =>
      (wanted.file === undefined ? file.role === 'project' : file.path === wanted.file) &&
      file.names.declared.some((one) => one.kind === kind && one.name === name),
  );
  if (!taken) return undefined;
  return files.length > 1
    ? t('There is a {{kind}} “{{name}}” already, in {{path}}.', { kind: kindWord(kind), name, path: taken.path })
    : t('There is a {{kind}} “{{name}}” already.', { kind: kindWord(kind), name });
}

export interface FileChanges {
  readonly file: StackText;
  readonly changes: readonly TextChange[];
}

/** What changes in each file. Read again, each must have the new name at as many places as the old one before. */
export function changesOf(files: readonly StackText[], wanted: NamedThing, to: string): readonly FileChanges[] {
  const found = placesOf(files, wanted);
  const made = found.map(({ file, places }) => ({
    file,
    changes: renameChanges({ name: wanted.name, places }, to, file.text),
  }));
  const after = files.map((file) => {
    const text = applied(file.text, made.find((one) => one.file === file)?.changes ?? []);
    return { ...file, text, names: readNames(text) };
  });
  const now = placesOf(after, { ...wanted, name: to });
  const counts = (all: readonly PlacesInFile[]) => all.map(({ file, places }) => `${file.path} ${places.length}`);
  const expected = counts(found);
  if (!expected.every((one) => counts(now).includes(one)) || placesOf(after, wanted).length > 0) {
    throw new Error(t('Read again, the files would not mean the same: nothing was renamed.'));
  }
  return made;
}

function applied(text: string, changes: readonly TextChange[]): string {
  let result = text;
  for (const { from, to, insert } of changes.toReversed()) result = result.slice(0, from) + insert + result.slice(to);
  return result;
}
