import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { DockerfileFile } from '../../../../contract/model/dockerfile.ts';
import { client } from '../../../rpc/index.ts';
import { type Draft, draftOf, dropDraft, keepDraft } from './drafts.ts';

interface Opened {
  readonly file: DockerfileFile;
  readonly text: string;
  /** Another one for each opening: the editor then forgets what could be undone. */
  readonly turn: number;
}

export interface OpenDockerfile {
  readonly opened?: Opened;
  readonly error?: AppError;
  readonly saveError?: AppError;
  readonly isSaving: boolean;
  readonly isChanged: boolean;
  readonly setText: (text: string) => void;
  /** Puts a whole text in place of what is there, from a template. */
  readonly replaceText: (text: string) => void;
  /** Gives whether it is saved. */
  readonly save: (overwrite?: boolean) => Promise<boolean>;
  /** What is on the disk, in place of what was typed. */
  readonly revert: () => void;
  /** What is beside it may have changed. */
  readonly reload: () => void;
}

/** One file of this computer, with what is typed into it. Another file is another component. */
export function useDockerfile(path: string | undefined): OpenDockerfile {
  const [opened, setOpened] = useState<Opened>();
  const [error, setError] = useState<AppError>();
  const [saveError, setSaveError] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (path === undefined) return undefined;
    const abort = new AbortController();
    client.dockerfiles.read({ path }, { signal: abort.signal }).then(
      (file) => {
        const draft = draftOf(file.path);
        setOpened({ file: draft ? withHashOf(file, draft) : file, text: draft?.text ?? file.text, turn: Date.now() });
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        setOpened(undefined);
        setError(toAppError(thrown));
      },
    );
    return () => abort.abort();
  }, [path, turn]);

  const change = useCallback((text: string, isWhole: boolean) => {
    setOpened((before) => {
      if (!before) return before;
      const { file } = before;
      if (text === file.text) dropDraft(file.path);
      else keepDraft(file.path, { text, hash: file.hash });
      return { ...before, text, ...(isWhole && { turn: before.turn + 1 }) };
    });
  }, []);

  async function save(overwrite = false): Promise<boolean> {
    if (!opened || isSaving || opened.file.isReadOnly) return false;
    const { file, text } = opened;
    setSaving(true);
    setSaveError(undefined);
    try {
      const expected = file.hash === undefined ? {} : { expectedHash: file.hash };
      const saved = await client.dockerfiles.save({ path: file.path, text, ...expected, overwrite });
      dropDraft(file.path);
      setOpened((now) => {
        if (!now || now.file.path !== file.path) return now;
        const next = { ...now, file: { ...now.file, ...saved, text } };
        if (now.text !== text) keepDraft(file.path, { text: now.text, hash: saved.hash }); // one typed on meanwhile
        return next;
      });
      return true;
    } catch (thrown) {
      setSaveError(toAppError(thrown));
      return false;
    } finally {
      setSaving(false);
    }
  }

  function reload(): void {
    setError(undefined);
    setSaveError(undefined);
    setTurn((last) => last + 1);
  }

  const isOpen = path !== undefined && opened !== undefined;
  return {
    ...(isOpen && { opened }),
    ...(error && { error }),
    ...(saveError && { saveError }),
    isSaving,
    isChanged: isOpen && (opened.text !== opened.file.text || (opened.file.hash === undefined && opened.text !== '')),
    setText: useCallback((text: string) => change(text, false), [change]),
    replaceText: useCallback((text: string) => change(text, true), [change]),
    save,
    revert: () => {
      if (opened) dropDraft(opened.file.path);
      reload();
    },
    reload,
  };
}

/** Saving compares with what was there when the typing began, so that a change since then is noticed. */
const withHashOf = ({ hash: _now, ...file }: DockerfileFile, { hash }: Draft): DockerfileFile =>
  hash === undefined ? file : { ...file, hash };
