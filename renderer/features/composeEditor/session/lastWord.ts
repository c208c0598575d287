import { toAppError } from '../../../../contract/errors.ts';
import type { ComposeVariable } from '../../../../contract/model/composeFile.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import type { GantryClient } from '../../../../contract/index.ts';
import type { Analysis } from '../language/analysis.ts';
import type { CheckState } from './session.ts';

/** As long as one thinks about the next word. */
const PAUSE_MS = 700;

interface LastWordOptions {
  readonly files: Pick<GantryClient['composeFiles'], 'check' | 'variables'>;
  readonly context: () => string;
  readonly path: string;
  readonly stack: () => StackFiles;
  /** Exactly as it would be saved. */
  readonly text: () => string;
  /** Other files that are not saved; of these, the ones of the stack are read as they are here. */
  readonly beside: () => readonly { readonly path: string; readonly text: string }[];
  readonly onCheck: (state: CheckState) => void;
  readonly onVariables: (variables: ReadonlyMap<string, ComposeVariable>) => void;
}

/** What Compose itself says: asked after a pause, one question at a time. */
export interface LastWord {
  /** The text of this version stands. */
  settled(version: number): void;
  ask(version: number, isAsked: boolean): Promise<void>;
  /** The variables of this reading are looked up, unless they are known. `isAgain`: also then. */
  lookUp(analysis: Analysis, isAgain?: boolean): void;
  close(): void;
}

export function createLastWord(options: LastWordOptions): LastWord {
  const { files, context, path, stack, text, beside, onCheck, onVariables } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checking: AbortController | undefined;
  let looking: AbortController | undefined;
  let known = '';

  async function ask(version: number, isAsked: boolean): Promise<void> {
    clearTimeout(timer);
    checking?.abort();
    const mine = (checking = new AbortController());
    onCheck({ type: 'running', isAsked });
    try {
      const others = beside().filter((one) => stack().configFiles.includes(one.path));
      const check = await files.check(
        { context: context(), stack: stack(), overrides: [{ path, text: text() }, ...others], isAsked },
        { signal: mine.signal },
      );
      if (checking === mine) onCheck({ type: 'done', check, version });
    } catch (thrown) {
      if (checking === mine) onCheck({ type: 'failed', error: toAppError(thrown) });
    }
  }

  return {
    ask,
    settled(version) {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(version, false), PAUSE_MS);
    },
    lookUp({ variables }, isAgain = false) {
      const names = [...new Set(variables.map(({ name }) => name))].toSorted().slice(0, 2000);
      if (names.join(' ') === known && !isAgain) return;
      known = names.join(' ');
      looking?.abort();
      const mine = (looking = new AbortController());
      files.variables({ stack: stack(), names }, { signal: mine.signal }).then(
        (found) => looking === mine && onVariables(new Map(found.map((variable) => [variable.name, variable]))),
        () => looking === mine && onVariables(new Map()), // the check says why
      );
    },
    close() {
      clearTimeout(timer);
      const ended = [checking, looking];
      checking = looking = undefined;
      for (const one of ended) one?.abort();
    },
  };
}
