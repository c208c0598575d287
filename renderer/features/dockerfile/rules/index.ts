import { aptKey, aptLists, aptRecommends, aptUpdate, aptYes } from './apt.ts';
import { manySources, missingIgnoreFile, preferCopy, sourceBeforeDependencies } from './copyRules.ts';
import { execVariables, shellEntrypoint, shellForm, singleQuotes } from './execFormRules.ts';
import { exposeBrackets } from './expose.ts';
import { endOfLifeBase, untaggedBase } from './fromRules.ts';
import { labelKeys } from './labels.ts';
import { legacyPairs } from './legacyPairs.ts';
import { maintainer } from './maintainer.ts';
import { onlyLast } from './onlyLast.ts';
import { relativeVolume, relativeWorkdir } from './paths.ts';
import { severalProcesses, startedService } from './processes.ts';
import type { Finding, FolderFacts, Rule } from './rule.ts';
import { secrets } from './secrets.ts';
import { readSource } from './source.ts';
import { rootUser, unknownUser } from './user.ts';

export const RULES: readonly Rule[] = [
  untaggedBase,
  endOfLifeBase,
  maintainer,
  legacyPairs,
  secrets,
  onlyLast,
  singleQuotes,
  execVariables,
  shellEntrypoint,
  shellForm,
  exposeBrackets,
  manySources,
  preferCopy,
  sourceBeforeDependencies,
  missingIgnoreFile,
  labelKeys,
  unknownUser,
  rootUser,
  aptUpdate,
  aptLists,
  aptYes,
  aptRecommends,
  aptKey,
  relativeWorkdir,
  relativeVolume,
  startedService,
  severalProcesses,
];

/** What our own rules find, from the top. */
export function findingsOf(text: string, folder?: FolderFacts, rules: readonly Rule[] = RULES): Finding[] {
  const source = readSource(text, folder);
  return rules
    .flatMap((rule) => rule.check(source).map((finding) => ({ ruleId: rule.id, ...finding })))
    .toSorted((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}
