import type { AppError } from '../../../../contract/errors.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { plural, t } from '../texts/index.ts';

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
            label: plural(left.length, 'Remove it and run again', 'Remove all {{count}} and run again'),
            run: onRunAgain,
          },
          { label: plural(left.length, 'Open it', 'Open {{name}}', { name: last.name }), run: () => onOpen(last.id) },
        ]
      }
    />
  );
}

function leftOver(left: RunFailureProps['left']): AppError {
  const isOne = left.length === 1;
  return {
    code: 'conflict',
    message: isOne
      ? t('{{left}} is left from a run that failed.', { left: left.map(({ name }) => name).join(', ') })
      : t('{{left}} are left from a run that failed.', { left: left.map(({ name }) => name).join(', ') }),
    hint: isOne
      ? t('Run again in its place, or open it to see what is wrong.')
      : t('Run again in their place, or open the last one to see what is wrong.'),
  };
}
