import type { ComposeEdit, TextChange } from '../edit';
import type { Meaning } from '../syntax/meaning';
import { parseYaml } from '../syntax/parse';
import type { DocumentTree } from '../syntax/tree';
import { applyChanges } from './changes';
import { readerOf, type State } from './state';
import { actsWithin, readWindow } from './window';

/** Whether a document that meant the one means the other as it was intended. */
export type Intended = (before: Meaning, after: Meaning) => boolean;

/** A change of one of the documents of a text, and what it has to mean. */
export interface Claim {
  readonly state: State;
  readonly document: DocumentTree;
  readonly edit: ComposeEdit;
  readonly intended: Intended;
}

/** Makes the first of the plans that says what is meant. Undefined: none does. */
export function tryPlans(
  claim: Claim,
  plans: Iterable<readonly TextChange[]>,
): { readonly changes: readonly TextChange[]; readonly text: string } | undefined {
  const tried = new Set<string>();
  for (const changes of plans) {
    const text = textOf(claim.state.yaml.text, changes);
    if (text === undefined || tried.has(text)) continue;
    tried.add(text);
    if (isMeant(claim, changes, text)) return { changes, text };
  }
  return undefined;
}

/**
 * Whether these changes, which make `text`, say what is meant. The lines around them are read again; where that cannot tell,
 * the whole text is.
 */
export const isMeant = (claim: Claim, changes: readonly TextChange[], text: string): boolean =>
  isMeantInWindow(claim, changes) || isMeantInWhole(claim, text);

function isMeantInWindow({ state, document, edit, intended }: Claim, changes: readonly TextChange[]): boolean {
  const window = readWindow(state, document, changes);
  return window !== undefined && actsWithin(window, edit) && intended(window.before, window.after);
}

/** The edited document must mean what is intended, and each other one what it meant. */
function isMeantInWhole({ state, document, intended }: Claim, text: string): boolean {
  const after = parseYaml(text);
  if (after.problems.some(({ severity }) => severity === 'error')) return false;
  if (after.documents.length !== state.yaml.documents.length) return false;
  const reader = readerOf(after, state.book);
  return state.yaml.documents.every((each, index) => {
    const now = after.documents[index];
    if (!now) return false;
    const [before, meaning] = [state.reader.of(each.root.value), reader.of(now.root.value)];
    return each === document ? intended(before, meaning) : before === meaning;
  });
}

function textOf(text: string, changes: readonly TextChange[]): string | undefined {
  try {
    return applyChanges(text, changes);
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}
