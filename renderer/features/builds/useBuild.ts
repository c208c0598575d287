import { useEffect, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { BuildChange, BuildDetail } from '../../../contract/model/build.ts';
import { client, follow } from '../../rpc/index.ts';

interface FollowedBuild {
  readonly detail?: BuildDetail;
  readonly error?: AppError;
}

/** One build, live until it has ended. */
export function useBuild(buildId: string): FollowedBuild {
  const [state, setState] = useState<FollowedBuild & { readonly id: string }>({ id: buildId });
  useEffect(
    () =>
      follow({
        open: (signal) => client.builds.follow({ buildId }, { signal }),
        onItem: (change) =>
          setState(({ id, detail }) => ({
            id: buildId,
            detail: withChange(id === buildId ? detail : undefined, change),
          })),
        onError: (error) => setState({ id: buildId, error }),
      }),
    [buildId],
  );
  return state.id === buildId ? state : {};
}

/** Steps that did not move keep their identity, and are not drawn again. */
export function withChange(detail: BuildDetail | undefined, change: BuildChange): BuildDetail | undefined {
  if (change.type === 'snapshot') return change.detail;
  if (!detail) return undefined;
  const moved = new Map(change.steps.map((step) => [step.id, step]));
  const steps = detail.steps.map((step) => moved.get(step.id) ?? step);
  const known = new Set(steps.map(({ id }) => id));
  return {
    ...detail,
    summary: change.summary,
    logLineCount: change.logLineCount,
    steps: [...steps, ...change.steps.filter(({ id }) => !known.has(id))],
  };
}
