import { type RefObject, useEffect, useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { containersSlice } from '../store/containersSlice.ts';
import { dangersAt } from './dangersAt.ts';
import { type RunDraft, textIn } from './draft/draft.ts';
import { readDraft } from './draft/readDraft.ts';
import { allProblems, fieldOfError, isSameField, takenPorts } from './fieldErrors.ts';
import type { RunSettingsFormHandle } from './form/RunSettingsForm.tsx';
import { missingSecrets } from './useRunDraft.ts';
import { useRunCheck } from './useRunCheck.ts';
import { useRunJob } from './useRunJob.ts';

const { selectEntities } = containersSlice.selectors;

/** What failed runs of the draft have made: it has the name and the ports that the next try wants. */
let keptLeft: readonly string[] = [];

interface AttemptOptions {
  /** Is shown what is wrong after a try. */
  readonly form: RefObject<RunSettingsFormHandle | null>;
  /** Variables whose values were not kept. */
  readonly leftOut?: readonly string[] | undefined;
  readonly onDone: (ids: readonly string[], warnings: readonly string[]) => void;
}

/** What the draft says, what is wrong with it, and the tries to run it. */
export function useRunAttempt(context: string, draft: RunDraft, { form, leftOut, onDone }: AttemptOptions) {
  // A form that nobody has touched yet is not full of mistakes.
  const [isTouched, setTouched] = useState(false);
  const [leftIds, setLeftIds] = useState(keptLeft);
  const changeLeft = (ids: readonly string[]) => {
    keptLeft = ids;
    setLeftIds(ids);
  };
  // Those that somebody has removed meanwhile are in nobody's way.
  const entities = useSelector(selectEntities);
  const left = leftIds.flatMap((id) => entities[id] ?? []);

  const read = useMemo(() => {
    const { settings, problems, placeOf } = readDraft(draft);
    return { settings, problems: { ...problems, ...missingSecrets(draft, leftOut) }, placeOf };
  }, [draft, leftOut]);
  const { settings, problems: own, placeOf } = read;
  const dangers = useMemo(() => dangersAt(settings, placeOf), [settings, placeOf]);
  const check = useRunCheck(context, settings, own);
  const job = useRunJob(context, {
    onDone(ids, warnings) {
      changeLeft([]);
      onDone(ids, warnings);
    },
    onLeft: (ids) => changeLeft([...leftIds.filter((id) => !ids.includes(id)), ...ids]),
    onRemoved: (ids) => changeLeft(leftIds.filter((id) => !ids.includes(id))),
  });

  const [submitted, setSubmitted] = useState({ draft, placeOf });
  const found = allProblems(own, check, draft, leftIds);
  // What the engine refused is said until that field is changed.
  const placed = fieldOfError(job.error, submitted.draft, submitted.placeOf);
  const ofError = placed && isSameField(placed[0], submitted.draft, draft) ? placed : undefined;
  const withError = ofError ? { ...found, [ofError[0]]: found[ofError[0]] ?? ofError[1] } : found;
  const { image: imageProblem, ...others } = withError;
  const problems = isTouched || textIn(draft, 'image') !== '' || imageProblem === undefined ? withError : others;

  // Nobody should have to look for what is wrong: after each try the first field that is wrong is shown.
  const [attempts, setAttempts] = useState(0);
  const refusedField = ofError?.[0];
  useEffect(() => {
    if (attempts > 0 || refusedField !== undefined) form.current?.showFirstProblem();
  }, [form, attempts, refusedField]);

  const isReady = Object.keys(own).length === 0;
  return {
    ...{ settings, problems, dangers, isReady, left, job },
    taken: takenPorts(draft, check, job.error),
    /** Why it failed, where that is said at no field. */
    error: placed ? undefined : job.error,
    /** The containers with these ids are removed first. */
    submit: (replaced: readonly string[] = []): void => {
      setTouched(true);
      if (job.isBusy) return;
      if (!isReady) return setAttempts(attempts + 1);
      setSubmitted({ draft, placeOf });
      job.submit(settings, replaced);
    },
    /** As if nobody had touched it. */
    reset: (): void => {
      setTouched(false);
      changeLeft([]);
    },
  };
}

export type RunAttempt = ReturnType<typeof useRunAttempt>;
