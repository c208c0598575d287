import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../../../contract/errors.ts';
import type { RunSettings } from '../../../../../contract/model/run.ts';
import { dangersAt } from '../dangersAt.ts';
import { draftOf, readDraft } from '../draft/readDraft.ts';
import type { FieldId } from '../fields/fields.ts';
import { fieldOfError, isSameField } from '../fieldErrors.ts';
import { RunSettingsForm, type RunSettingsFormHandle } from './RunSettingsForm.tsx';

export interface SettingsEditorHandle {
  /** Opens the section of the first field that is wrong, and puts the keyboard there. */
  readonly showFirstProblem: () => void;
}

export interface SettingsEditorProps {
  readonly context: string;
  /** What the form begins with. Another `key` begins anew. */
  readonly initial: RunSettings;
  /** After each change, and at first: the settings as they can be read. `isReady`: nothing is wrong with them. */
  readonly onSettings: (settings: RunSettings, isReady: boolean) => void;
  /** What the engine refused: said at its field, where it has one, until that is changed. */
  readonly error?: AppError | undefined;
  /** Whether `error` has a field, so that it need not be said elsewhere. */
  readonly onErrorPlaced?: (isPlaced: boolean) => void;
  /** Settings that make no sense here, such as `count` where one container is changed. */
  readonly hiddenIds?: readonly FieldId[];
  readonly ref?: Ref<SettingsEditorHandle>;
}

/** The form of all settings with nothing around it: it keeps what is typed, and gives the settings. */
export function SettingsEditor({ ref, ...props }: SettingsEditorProps) {
  const { context, initial, onSettings, error, onErrorPlaced, hiddenIds } = props;
  const [draft, setDraft] = useState(() => draftOf(initial));
  const [refused, setRefused] = useState({ error, draft });
  if (refused.error !== error) setRefused({ error, draft });
  const { settings, problems, placeOf } = useMemo(() => readDraft(draft), [draft]);
  const isReady = Object.keys(problems).length === 0;
  const dangers = useMemo(() => dangersAt(settings, placeOf), [settings, placeOf]);
  const placed = fieldOfError(error, refused.draft, placeOf);
  const isPlaced = placed !== undefined;
  const [place = '', message = ''] = placed && isSameField(placed[0], refused.draft, draft) ? placed : [];

  const latest = useRef({ onSettings, onErrorPlaced });
  useEffect(() => {
    latest.current = { onSettings, onErrorPlaced };
  });
  useEffect(() => latest.current.onSettings(settings, isReady), [settings, isReady]);
  useEffect(() => latest.current.onErrorPlaced?.(isPlaced), [isPlaced]);

  const form = useRef<RunSettingsFormHandle>(null);
  useImperativeHandle(ref, () => ({ showFirstProblem: () => form.current?.showFirstProblem() }));
  useEffect(() => {
    if (place !== '') form.current?.showFirstProblem();
  }, [place]);

  return (
    <RunSettingsForm
      ref={form}
      context={context}
      draft={draft}
      onChange={setDraft}
      problems={place === '' ? problems : { [place]: message, ...problems }}
      dangers={dangers}
      hiddenIds={hiddenIds}
    />
  );
}
