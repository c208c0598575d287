import { parseYaml } from '../../../../contract/compose/syntax/parse.ts';
import type { Declared, FileLink, Reference } from './analysis.ts';
import { readDeclared } from './declared.ts';
import { readReferences } from './references.ts';

/** What has a name in a text, what is meant by one, and which files it leads to. */
export interface Names {
  readonly declared: readonly Declared[];
  readonly references: readonly Reference[];
  readonly links: readonly FileLink[];
  /** It is no whole YAML: names may be missing. */
  readonly isBroken: boolean;
}

/** Without what the text may have wrong: for the other files of a stack. Never throws. */
export function readNames(text: string): Names {
  const { documents, problems } = parseYaml(text);
  const document = documents.find(({ root }) => root.value.kind !== 'scalar' || !root.value.isEmpty) ?? documents[0];
  const root = document?.root.value;
  const isBroken = problems.some(({ severity }) => severity === 'error');
  if (!root) return { declared: [], references: [], links: [], isBroken };
  return { declared: readDeclared(text, root), ...readReferences(text, root), isBroken };
}
