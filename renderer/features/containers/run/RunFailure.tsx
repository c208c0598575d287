import type { AppError } from '../../../../contract/errors.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { ErrorNotice } from '../../../ui/index.ts';

interface RunFailureProps {
  /** Absent where it is said at its field. */
  readonly error?: AppError;
  /** What runs that failed have made. */
  readonly left: readonly Pick<ContainerSummary, 'id' | 'name'>[];
  readonly onRunAgain: () => void;
  readonly onOpen: (id: string) => void;
}

/** Why it did not run, and the way on: what it has left would stand in the way of the next try. */
export function RunFailure({ error, left, onRunAgain, onOpen }: RunFailureProps) {
  const last = left.at(-1);
  const shown = error ?? (last && leftOver(left));
  if (!shown) return undefined;
  return (
    <ErrorNotice
      error={shown}
      actions={
        last && [
          {
            label: left.length === 1 ? 'Remove it and run again' : `Remove all ${left.length} and run again`,
            run: onRunAgain,
          },
          { label: left.length === 1 ? 'Open it' : `Open ${last.name}`, run: () => onOpen(last.id) },
        ]
      }
    />
  );
}

function leftOver(left: RunFailureProps['left']): AppError {
  const isOne = left.length === 1;
  return {
    code: 'conflict',
    message: `${left.map(({ name }) => name).join(', ')} ${isOne ? 'is' : 'are'} left from a run that failed.`,
    hint: `Run again in ${isOne ? 'its' : 'their'} place, or open ${isOne ? 'it' : 'the last one'} to see what is wrong.`,
  };
}
