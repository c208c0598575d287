import type { Range } from 'vscode-languageserver-types';
import type { Fix, Severity } from '../rules/rule.ts';

/** Something to look at in a Dockerfile, whoever found it. */
export interface Problem {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly range: Range;
  readonly message: string;
  readonly why?: string;
  readonly url?: string;
  readonly fixes: readonly Fix[];
  /** Who found it: the editor’s own rules, its grammar, BuildKit’s checks; several when they agree. */
  readonly sources: readonly ('Gantry' | 'Syntax' | 'BuildKit')[];
}
