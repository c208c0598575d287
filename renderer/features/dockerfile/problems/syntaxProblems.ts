import { ValidationCode, ValidationSeverity } from 'dockerfile-utils';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { languageService } from '../language/service.ts';
import type { Fix } from '../rules/rule.ts';
import type { Problem } from './problem.ts';

/** Left to our own rules, which say why and have a fix. */
const SETTINGS = {
  deprecatedMaintainer: ValidationSeverity.IGNORE,
  instructionCmdMultiple: ValidationSeverity.IGNORE,
  instructionEntrypointMultiple: ValidationSeverity.IGNORE,
  instructionHealthcheckMultiple: ValidationSeverity.IGNORE,
  instructionJSONInSingleQuotes: ValidationSeverity.IGNORE,
  instructionWorkdirRelative: ValidationSeverity.IGNORE,
  instructionCasing: ValidationSeverity.WARNING,
  directiveCasing: ValidationSeverity.WARNING,
  emptyContinuationLine: ValidationSeverity.WARNING,
};

/** Newer than the grammar. */
const KNOWN_FLAGS = /^Unknown flag: unpack$/;

/** What breaks the grammar; the names of the codes are stable enough to tell one from another, not to be shown. */
export function syntaxProblems(text: string): Problem[] {
  if (text.trim() === '') return [];
  return languageService()
    .validate(text, SETTINGS)
    .filter(({ message }) => !KNOWN_FLAGS.test(message))
    .map((diagnostic) => ({
      ruleId: `syntax-${ValidationCode[Number(diagnostic.code)]?.toLowerCase().replaceAll('_', '-') ?? 'unknown'}`,
      severity: diagnostic.severity === DiagnosticSeverity.Error ? 'error' : 'warning',
      range: diagnostic.range,
      message: sentence(diagnostic.message),
      fixes: fixesFor(text, diagnostic),
      sources: ['Syntax'],
    }));
}

const sentence = (message: string) => (/[.!?]$/.test(message) ? message : `${message}.`);

type Diagnostic = ReturnType<ReturnType<typeof languageService>['validate']>[number];

function fixesFor(text: string, diagnostic: Diagnostic): Fix[] {
  const service = languageService();
  return service
    .computeCodeActions({ uri: 'file:///Dockerfile' }, diagnostic.range, { diagnostics: [diagnostic] })
    .map(({ title, command, arguments: given }) => ({
      label: title,
      edits: service
        .computeCommandEdits(text, command, given ?? [])
        .map(({ range, newText }) => ({ range, text: newText })),
    }))
    .filter(({ edits }) => edits.length > 0)
    .toSorted((a, b) => likeness(b.label, diagnostic.message) - likeness(a.label, diagnostic.message));
}

/** How many letters a flag that is proposed begins with of the one that is unknown. */
function likeness(label: string, message: string): number {
  const proposed = /--([\w-]+)/.exec(label)?.[1] ?? '';
  const unknown = /Unknown flag: (\S+)/.exec(message)?.[1] ?? '';
  let same = 0;
  while (same < proposed.length && proposed[same] === unknown[same]) same += 1;
  return same;
}
