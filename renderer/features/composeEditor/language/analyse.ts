import { parseYaml } from '../../../../contract/compose/syntax/parse.ts';
import type { AliasNode } from '../../../../contract/compose/syntax/tree.ts';
import type { AliasUse, Analysis, Problem } from './analysis.ts';
import { readDeclared } from './declared.ts';
import { plainValue } from './plainValue.ts';
import { portProblems } from './portProblems.ts';
import { cycleProblems, referenceProblems } from './referenceProblems.ts';
import { readReferences } from './references.ts';
import { schemaProblems } from './schemaProblems.ts';
import { serviceProblems } from './serviceProblems.ts';
import { mapOf, pairsOf } from './tree.ts';
import { readVariables } from './variables.ts';

/** So many that nobody reads them: the first ones are the reason of the others. */
const MAX_PROBLEMS = 300;

/**
 * Everything that can be said of a text without asking anybody. `isPart`: the stack has other files, which may declare
 * what this one only names. Never throws, whatever the text.
 */
export function analyse(text: string, isPart = false): Analysis {
  const { documents, problems: syntax } = parseYaml(text);
  const document = documents.find(({ root }) => root.value.kind !== 'scalar' || !root.value.isEmpty) ?? documents[0];
  const problems: Problem[] = syntax.map(({ severity, message, from, to }) => ({
    ...{ from, to: Math.max(to, from + 1), severity, message, source: 'YAML', fixes: [] },
  }));
  const isBroken = syntax.some(({ severity }) => severity === 'error');
  const root = document?.root.value;
  if (!document || !root) return { problems, declared: [], references: [], variables: [], links: [], aliases: [] };
  const declared = readDeclared(text, root);
  const { references, links } = readReferences(text, root);
  const variables = readVariables(text, root);
  const isEmpty = root.kind === 'scalar' && root.isEmpty;
  if (!isEmpty && !syntax.some(({ code }) => code === 'ALIAS_BOMB')) {
    const hasOthers = isPart || pairsOf(mapOf(root)).some(({ name }) => name === 'include');
    problems.push(
      ...schemaProblems(root),
      ...serviceProblems(root),
      // Half of a file says nothing of what the other half would have declared.
      ...(isBroken ? [] : referenceProblems(references, declared, hasOthers)),
      ...cycleProblems(references),
      ...portProblems(root),
      ...variables.problems,
    );
  }
  const value = isBroken ? undefined : plainValue(root);
  return {
    problems: problems.toSorted((a, b) => a.from - b.from || a.to - b.to).slice(0, MAX_PROBLEMS),
    declared,
    references: references.map(({ by: _by, ...reference }) => reference),
    variables: variables.uses,
    links,
    aliases: document.aliases.flatMap(aliasUse),
    ...(value !== undefined && { value }),
  };
}

function aliasUse({ name, from, to, target }: AliasNode): AliasUse[] {
  const anchor = target?.anchor;
  return anchor ? [{ name, from, to, anchorFrom: anchor.from, anchorTo: anchor.to }] : [];
}
