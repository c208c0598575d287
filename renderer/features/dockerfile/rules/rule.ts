import type { Dockerfile, Instruction } from 'dockerfile-ast';
import type { Range } from 'vscode-languageserver-types';

export type Severity = 'error' | 'warning' | 'info';

/** One replacement; positions are counted from 0, as the language service does. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface Fix {
  /** A verb first: “Write it with =”. */
  readonly label: string;
  readonly edits: readonly Edit[];
}

export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly range: Range;
  /** What is the matter, in one sentence. */
  readonly message: string;
  /** Why it matters, and what to do where there is no fix. */
  readonly why: string;
  readonly fix?: Fix;
}

/** What only the folder of the Dockerfile can tell. */
export interface FolderFacts {
  readonly hasIgnoreFile: boolean;
}

/** A stage: from its FROM to the next. */
export interface Stage {
  readonly instructions: readonly Instruction[];
  readonly isLast: boolean;
}

export interface Source {
  readonly text: string;
  readonly lines: readonly string[];
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  readonly folder?: FolderFacts | undefined;
}

export interface Rule {
  readonly id: string;
  check(source: Source): readonly Omit<Finding, 'ruleId'>[];
}
