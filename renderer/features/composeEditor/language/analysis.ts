import type { ComposeEdit, TextChange } from '../../../../contract/compose/edit.ts';

/** What mends a problem. */
export type Fix =
  | { readonly label: string; readonly edits: readonly ComposeEdit[] }
  | { readonly label: string; readonly changes: readonly TextChange[] };

export interface Problem {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** What to do, or why it matters. */
  readonly why?: string;
  /** Who says so. */
  readonly source: 'YAML' | 'Compose Specification' | 'Gantry' | 'docker compose config';
  readonly fixes: readonly Fix[];
}

/** What has a name at the top of a Compose file. */
export type NamedKind = 'service' | 'network' | 'volume' | 'secret' | 'config' | 'model';

/** Where one of them is declared. */
export interface Declared {
  readonly kind: NamedKind;
  readonly name: string;
  /** Of the key. */
  readonly from: number;
  readonly to: number;
  /** End of its value. */
  readonly end: number;
}

/** Where one of them is meant by its name. */
export interface Reference {
  readonly kind: NamedKind;
  readonly name: string;
  /** Of the name alone, without `service:` or `:/path`. */
  readonly from: number;
  readonly to: number;
  /** `depends_on`, `volumes`, `network_mode`… */
  readonly how: string;
  /** Only what is declared may be named here; `links` to containers and services of other files may name others. */
  readonly isStrict: boolean;
}

/** `${NAME}` in a value. */
export interface VariableUse {
  readonly name: string;
  /** From the `$` to the end. */
  readonly from: number;
  readonly to: number;
  /** `-`: for what is unset; `?`: an error; `+`: in place of what is set. With `:` what is empty counts as unset. */
  readonly operator?: '-' | ':-' | '?' | ':?' | '+' | ':+';
  /** What stands after the operator. */
  readonly operand?: string;
}

/** A path in the text that leads to another file. */
export interface FileLink {
  readonly from: number;
  readonly to: number;
  /** As it is written, relative to the folder of the stack. */
  readonly path: string;
  readonly kind: 'include' | 'extends' | 'env_file' | 'file';
  /** `extends`: the service in there, and where it is named. */
  readonly service?: { readonly name: string; readonly from: number; readonly to: number };
  /** `include`: what the paths in there are relative to, as it is written; absent: the folder of that file. */
  readonly folder?: string;
}

/** `*name`, and where `&name` is. */
export interface AliasUse {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly anchorFrom: number;
  readonly anchorTo: number;
}

/** What was read of one text. Plain data: it comes from a worker. */
export interface Analysis {
  readonly problems: readonly Problem[];
  readonly declared: readonly Declared[];
  readonly references: readonly Reference[];
  readonly variables: readonly VariableUse[];
  readonly links: readonly FileLink[];
  readonly aliases: readonly AliasUse[];
  /** The value of the whole file, aliases and merges resolved, variables not. Absent where the text is broken. */
  readonly value?: unknown;
}

export const NOTHING: Analysis = {
  problems: [],
  declared: [],
  references: [],
  variables: [],
  links: [],
  aliases: [],
};
