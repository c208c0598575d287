import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { StepDialogs, useCliArgsOf } from '../together/index.ts';
import type { ListCommand } from '../../ui/list/listTypes.ts';
import type { LiveList } from './liveLists.ts';
import { plainCommands, type RemoveStep } from './plainCommands.tsx';
import { type TogetherKind, TogetherList } from './TogetherList.tsx';
import type { TogetherRow } from './rows.ts';
import type { Together } from './useTogether.ts';

/** What the dialog of a removal is given: those of one engine. */
export interface RemoveDialogProps<Item> {
  readonly context: string;
  readonly cliArgs: CliArgs;
  readonly items: readonly Item[];
  readonly onClose: () => void;
}

interface PlainTogetherProps<Item> {
  readonly kind: TogetherKind<Item>;
  readonly together: Together;
  readonly lists: ReadonlyMap<string, LiveList<Item>>;
  /** Absent where nothing is removed from here. The same function each time. */
  readonly removeDialog?: (props: RemoveDialogProps<Item>) => ReactNode;
  readonly isRemovable?: (item: Item) => boolean;
  /** What else is done from here, each on the engine of its row. The same array each time. */
  readonly more?: readonly ListCommand<TogetherRow<Item>>[];
  /** Those of them that are buttons too. */
  readonly barIds?: readonly string[];
}

const BAR_IDS = ['remove'];

/** A list over several engines whose rows are looked at and removed; most else is done on their own pages. */
export function PlainTogether<Item extends { readonly id: string }>(props: PlainTogetherProps<Item>) {
  const { kind, together, lists, removeDialog, isRemovable, more, barIds = BAR_IDS } = props;
  const [, navigate] = useLocation();
  const [steps, setSteps] = useState<readonly RemoveStep<Item>[]>();
  const end = useCallback(() => setSteps(undefined), []);
  const canRemove = removeDialog !== undefined;
  const commands = useMemo(
    () => [
      ...(more ?? []),
      ...plainCommands<Item>({
        open: navigate,
        placeOf: kind.placeOf,
        nameOf: kind.nameOf,
        ...(canRemove && { remove: setSteps }),
        ...(isRemovable && { isRemovable }),
      }),
    ],
    [navigate, kind, canRemove, isRemovable, more],
  );
  return (
    <>
      <TogetherList kind={kind} together={together} lists={lists} commands={commands} barIds={barIds} />
      {steps && removeDialog && (
        <StepDialogs
          steps={steps}
          contextOf={({ context }) => context}
          dialog={(step, onClose) => <Step {...step} onClose={onClose} dialog={removeDialog} />}
          onEnd={end}
        />
      )}
    </>
  );
}

interface StepProps<Item> extends RemoveStep<Item> {
  readonly onClose: () => void;
  readonly dialog: (props: RemoveDialogProps<Item>) => ReactNode;
}

function Step<Item>({ context, items, onClose, dialog }: StepProps<Item>) {
  const cliArgs = useCliArgsOf(context);
  return dialog({ context, cliArgs, items, onClose });
}
