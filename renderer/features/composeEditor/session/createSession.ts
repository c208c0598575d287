import type { ComposeEdit, EditOutcome, EditRefusal, TextChange } from '../../../../contract/compose/edit.ts';
import { toAppError } from '../../../../contract/errors.ts';
import type { GantryClient } from '../../../../contract/index.ts';
import type { ComposeFile, ComposeFileState } from '../../../../contract/model/composeFile.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import type { Analysis } from '../language/analysis.ts';
import { type AnalysisWorker, createAnalyser } from './analyser.ts';
import { createLastWord } from './lastWord.ts';
import { draftOf, forgetDraft, keepDraft } from './drafts.ts';
import { type LineEnds, toEditor, toFile } from './lineEnds.ts';
import type { ComposeSession, Draft, SessionState, Span } from './session.ts';
import { smallestChange } from './smallestChange.ts';
import { createTextHolder, type TextHolder } from './textHolder.ts';
import { t } from '../texts/index.ts';

export interface SessionOptions {
  readonly file: ComposeFile;
  /** Of the stack it belongs to; otherwise what Compose would take in its folder. */
  readonly stack?: StackFiles | undefined;
  /** Which engine is selected: Compose is called for it, though it asks no engine here. */
  readonly context: () => string;
  readonly files: Omit<GantryClient['composeFiles'], 'openEnv'>;
  readonly editText: (text: string, edits: readonly ComposeEdit[]) => EditOutcome;
  readonly startWorker: () => AnalysisWorker;
  /** Other files with a text that is not saved. */
  readonly beside?: () => readonly { readonly path: string; readonly text: string }[];
  /** Follows what is on the disk, and goes on after a lost connection. Gives back how to stop that. */
  readonly watch: (onItem: (state: ComposeFileState) => void) => () => void;
}

/** The session, and what only the text view needs of it. */
export interface OpenSession extends ComposeSession {
  readonly holder: TextHolder;
  /** Exactly as it would be saved. */
  fileText(this: void): string;
  /** Something on the page follows it. */
  isShown(this: void): boolean;
}

const DRAFT_MS = 400;

const READ_ONLY: EditRefusal = {
  code: 'invalid',
  get message() {
    return t('The file cannot be written to.');
  },
  get hint() {
    return t('Make it writable for your user, then open it again.');
  },
  edit: 0,
};

export function createSession(options: SessionOptions): OpenSession {
  const { file, files, editText } = options;
  const { path } = file;
  let ends: LineEnds;
  let savedText: string;
  const listeners = new Set<() => void>();
  const revealers = new Set<(place: Span) => void>();
  const waiting = new Set<{ readonly done: (analysis: Analysis) => void; readonly fail: (thrown: unknown) => void }>();
  let pendingPlace: Span | undefined;
  let draftTimer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const opened = toEditor(file.text);
  ends = opened;
  savedText = opened.text;
  const holder = createTextHolder(opened.text, changed);
  const kept = draftOf(path);
  const isDraftOfUse = kept !== undefined && kept.text !== opened.text;
  if (kept && !isDraftOfUse) forgetDraft(path);

  let state: SessionState = {
    file,
    stack: options.stack ?? file.stack,
    version: 0,
    isDirty: false,
    isSaving: false,
    canUndo: false,
    canRedo: false,
    check: { type: 'none' },
    variables: new Map(),
    ...(isDraftOfUse && { draft: kept }),
  };
  function become(part: { readonly [K in keyof SessionState]?: SessionState[K] | undefined }): void {
    state = withoutUndefined({ ...state, ...part });
    for (const listener of listeners) listener();
  }

  const lastWord = createLastWord({
    files,
    path,
    context: options.context,
    stack: () => state.stack,
    text: () => toFile(holder.text(), ends),
    beside: options.beside ?? (() => []),
    onCheck: (check) => become({ check }),
    onVariables: (variables) => become({ variables }),
  });
  const analyser = createAnalyser(
    options.startWorker,
    () => state.stack.configFiles.length > 1,
    (version, analysis) => {
      if (isClosed || version < (state.analysis?.version ?? 0)) return;
      become({ analysis: { ...analysis, version } });
      lastWord.lookUp(analysis);
      if (version !== state.version) return;
      for (const { done } of waiting) done(analysis);
      waiting.clear();
    },
  );
  const look = () => analyser.read(state.version, holder.text);

  function changed(isText: boolean): void {
    const [canUndo, canRedo] = [holder.canUndo(), holder.canRedo()];
    if (!isText) {
      if (canUndo !== state.canUndo || canRedo !== state.canRedo) become({ canUndo, canRedo });
      return;
    }
    become({ version: state.version + 1, isDirty: holder.text() !== savedText, canUndo, canRedo });
    look();
    lastWord.settled(state.version);
    clearTimeout(draftTimer);
    draftTimer = setTimeout(noteDraft, DRAFT_MS);
  }
  function noteDraft(): void {
    clearTimeout(draftTimer);
    if (state.draft) return; // that one is still to be decided on
    if (!state.isDirty) return forgetDraft(path);
    const { revision } = state.file;
    keepDraft(path, { text: holder.text(), at: Date.now(), ...(revision !== undefined && { revision }) });
  }

  /** `disk` is what is there now; the text stays as it is. */
  function takeAsSaved(disk: Pick<ComposeFile, 'text'> & Partial<ComposeFile>): void {
    const read = toEditor(disk.text);
    ends = read;
    savedText = read.text;
    // What is there now has its own revision, or none.
    const { revision: _revision, modifiedAt: _modifiedAt, ...rest } = state.file;
    const now: ComposeFile = { ...rest, ...disk };
    become({ file: now, isDirty: holder.text() !== savedText, conflict: undefined, saveError: undefined });
    noteDraft();
  }

  async function diskChanged({ revision }: ComposeFileState): Promise<void> {
    if (isClosed || state.isSaving) return;
    if (revision === state.file.revision) {
      // It is again what it was.
      if (state.conflict) become({ conflict: undefined });
      return;
    }
    if (revision === undefined) return become({ conflict: { text: '' } });
    const disk = await files.open({ path }).catch(() => undefined);
    if (!disk || isClosed || state.isSaving || disk.revision === state.file.revision) return;
    if (!state.isDirty) {
      put(toEditor(disk.text).text, 'disk');
      takeAsSaved(disk);
    } else if (toEditor(disk.text).text === holder.text()) takeAsSaved(disk);
    else
      become({
        conflict: { text: toEditor(disk.text).text, ...(disk.revision !== undefined && { revision: disk.revision }) },
      });
  }
  const stopWatching = options.watch((now) => void diskChanged(now));

  function put(text: string, userEvent: string): void {
    const change = smallestChange(holder.text(), text);
    if (change) holder.change([change], { userEvent });
  }

  const leaving = () => noteDraft();
  globalThis.addEventListener?.('pagehide', leaving);
  look();
  lastWord.settled(0);

  return {
    path,
    holder,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    text: holder.text,
    fileText: () => toFile(holder.text(), ends),
    isShown: () => listeners.size > 0,
    apply(edits) {
      if (state.file.isReadOnly) return { ok: false, refusal: READ_ONLY };
      const outcome = editText(holder.text(), edits);
      if (outcome.ok && outcome.changes.length > 0) holder.change([...outcome.changes], { userEvent: 'edit' });
      return outcome;
    },
    change: (changes: readonly TextChange[]) => holder.change([...changes], { userEvent: 'edit' }),
    undo: holder.undo,
    redo: holder.redo,
    analysed() {
      if (state.analysis?.version === state.version) return Promise.resolve(state.analysis);
      return new Promise((done, fail) => void waiting.add({ done, fail }));
    },
    reveal(place) {
      if (revealers.size === 0) pendingPlace = place;
      for (const revealer of revealers) revealer(place);
    },
    onReveal(listener) {
      revealers.add(listener);
      if (pendingPlace) listener(pendingPlace);
      pendingPlace = undefined;
      return () => void revealers.delete(listener);
    },
    async save(overwrite = false) {
      if (state.isSaving || state.file.isReadOnly) return false;
      const typed = holder.text();
      const text = toFile(typed, ends);
      const { revision } = state.file;
      become({ isSaving: true, saveError: undefined });
      try {
        const expected = revision === undefined ? {} : { expectedRevision: revision };
        const saved = await files.save({ path, text, ...expected, overwrite });
        become({ isSaving: false });
        takeAsSaved({ text, ...saved });
        return true;
      } catch (thrown) {
        const error = toAppError(thrown);
        become({ isSaving: false, ...(error.code !== 'conflict' && { saveError: error }) });
        if (error.code === 'conflict') {
          const disk = await files.open({ path }).catch(() => undefined);
          become({
            conflict: {
              text: disk ? toEditor(disk.text).text : '',
              ...(disk?.revision !== undefined && { revision: disk.revision }),
            },
          });
        }
        return false;
      }
    },
    async takeDisk() {
      const disk = await files.open({ path });
      put(toEditor(disk.text).text, 'disk');
      takeAsSaved(disk);
    },
    settle(text) {
      const { conflict } = state;
      put(text, 'merge');
      if (!conflict) return;
      savedText = conflict.text;
      const { revision: _before, ...rest } = state.file;
      const { revision } = conflict;
      become({
        conflict: undefined,
        file: { ...rest, ...(revision !== undefined && { revision }) },
        isDirty: text !== savedText,
      });
      noteDraft();
    },
    takeDraft() {
      const { draft } = state;
      if (!draft) return;
      become({ draft: undefined });
      put(draft.text, 'draft');
      adoptRevision(draft);
    },
    dropDraft() {
      forgetDraft(path);
      become({ draft: undefined });
      noteDraft();
    },
    checkNow: () => lastWord.ask(state.version, true),
    close() {
      if (isClosed) return;
      noteDraft();
      isClosed = true;
      clearTimeout(draftTimer);
      stopWatching();
      analyser.close();
      lastWord.close();
      globalThis.removeEventListener?.('pagehide', leaving);
      for (const { fail } of waiting) fail(new Error(t('The file was closed.')));
    },
  };

  /** A draft of another state of the file: saving it would undo what was changed there since, so it is shown. */
  function adoptRevision({ revision }: Draft): void {
    if (revision === state.file.revision) return;
    const now = { text: savedText, ...(state.file.revision !== undefined && { revision: state.file.revision }) };
    become({ conflict: now });
  }
}

function withoutUndefined(state: { readonly [K in keyof SessionState]?: SessionState[K] | undefined }): SessionState {
  return Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined),
  ) as unknown as SessionState;
}
