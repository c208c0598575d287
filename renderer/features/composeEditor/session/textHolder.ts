import { history, isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { type ChangeSpec, EditorState, type Extension, StateEffect, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Holds the text and its history, with a view of it or without one. */
export interface TextHolder {
  state(this: void): EditorState;
  text(this: void): string;
  /** One step of undo; `isOpening` is none. */
  change(changes: ChangeSpec, how: { readonly userEvent: string; readonly isOpening?: boolean }): void;
  undo(this: void): boolean;
  redo(this: void): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Shows it, with extensions for as long as that. Gives the view; `unmount` takes it away and keeps the state. */
  mount(parent: HTMLElement, extensions: Extension): EditorView;
  unmount(): void;
}

/** Always `\n`: what else ends a line in the file is either the same everywhere, or a character of the text. */
const LINES = EditorState.lineSeparator.of('\n');

export function createTextHolder(text: string, onChange: (isText: boolean) => void): TextHolder {
  const common: Extension = [LINES, history()];
  let state = EditorState.create({ doc: text, extensions: common });
  let view: EditorView | undefined;
  let cached: string | undefined = text;

  function took(transactions: readonly Transaction[]): void {
    const isText = transactions.some(({ docChanged }) => docChanged);
    if (isText) cached = undefined;
    if (isText || transactions.length > 0) onChange(isText);
  }
  function dispatch(transaction: Transaction): void {
    if (view) return view.dispatch(transaction);
    state = transaction.state;
    took([transaction]);
  }
  const now = () => view?.state ?? state;

  return {
    state: now,
    text: () => (cached ??= now().doc.toString()),
    change(changes, { userEvent, isOpening = false }) {
      const annotations = isOpening ? [Transaction.addToHistory.of(false)] : [isolateHistory.of('full')];
      dispatch(now().update({ changes, userEvent, annotations }));
    },
    undo: () => undo({ state: now(), dispatch }),
    redo: () => redo({ state: now(), dispatch }),
    canUndo: () => undoDepth(now()) > 0,
    canRedo: () => redoDepth(now()) > 0,
    mount(parent, extensions) {
      state = now().update({ effects: StateEffect.reconfigure.of([common, extensions]) }).state;
      view = new EditorView({
        parent,
        state,
        dispatchTransactions(transactions, shown) {
          shown.update(transactions);
          took(transactions);
        },
      });
      return view;
    },
    unmount() {
      if (!view) return;
      state = view.state.update({ effects: StateEffect.reconfigure.of(common) }).state;
      view.destroy();
      view = undefined;
    },
  };
}
