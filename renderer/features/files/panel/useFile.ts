import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { type FileContent, type FileSource, MAX_EDIT_BYTES } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { readText, type TextFile, writeText } from '../text/textFile.ts';
import { t } from '../texts/index.ts';

export interface OpenFile {
  readonly content?: FileContent;
  /** Absent for what is no text, or is not whole. */
  readonly text?: TextFile;
  /** Changes with each text that comes from the container. */
  readonly version: string;
  readonly error?: AppError;
  /** Why it could not be saved. */
  readonly failure?: AppError;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly setDraft: (text: string) => void;
  readonly save: () => void;
  /** Over what somebody else wrote meanwhile. */
  readonly overwrite: () => void;
  readonly reload: () => void;
}

/** One file, and what is typed into it. */
export function useFile(source: FileSource, path: string, hasContent: boolean, onSaved: () => void): OpenFile {
  const { value, error, reload } = useLoad(
    hasContent ? `${JSON.stringify(source)} ${path}` : undefined,
    async (signal) => {
      const content = await client.files.read({ source, path, maxBytes: MAX_EDIT_BYTES }, { signal });
      return { content, text: content.isWhole ? readText(content.bytes) : undefined, readAt: performance.now() };
    },
  );
  const [draft, setDraft] = useState<string>();
  const [stamp, setStamp] = useState<FileContent['stamp']>();
  const [failure, setFailure] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const [saved, setSaved] = useState<string>();

  async function write(known: FileContent['stamp']) {
    if (!value?.text || draft === undefined || !known || isSaving) return;
    setSaving(true);
    setFailure(undefined);
    try {
      const bytes = Uint8Array.from(writeText(draft, value.text));
      setStamp(await client.files.write({ source, path, bytes, stamp: known }));
      setSaved(draft);
      setDraft(undefined);
      onSaved();
    } catch (thrown) {
      setFailure(
        thrown instanceof RangeError
          ? {
              code: 'invalid-input',
              path: [],
              message: thrown.message,
              hint: t('Take the character out, or save the file in UTF-8 elsewhere.'),
            }
          : toAppError(thrown),
      );
    } finally {
      setSaving(false);
    }
  }

  return {
    ...(value && { content: value.content }),
    ...(value?.text && { text: value.text }),
    version: `${path} ${value?.readAt ?? 0}`,
    ...(error && { error }),
    ...(failure && { failure }),
    isChanged: draft !== undefined && draft !== (saved ?? value?.text?.text),
    isSaving,
    setDraft,
    save: () => void write(stamp ?? value?.content.stamp),
    overwrite() {
      const now = client.files.read({ source, path, maxBytes: 1 });
      void now.then(
        (content) => write(content.stamp),
        (thrown: unknown) => setFailure(toAppError(thrown)),
      );
    },
    reload() {
      setDraft(undefined);
      setSaved(undefined);
      setStamp(undefined);
      setFailure(undefined);
      reload();
    },
  };
}
