import { type ReactNode, useEffect, useState } from 'react';
import { DialogStep } from '../../ui/dialogStep.ts';
import { t } from './texts/index.ts';

interface StepDialogsProps<Step> {
  readonly steps: readonly Step[];
  readonly contextOf: (step: Step) => string;
  readonly dialog: (step: Step, onClose: () => void) => ReactNode;
  /** The same function each time. */
  readonly onEnd: () => void;
}

/** The same question for one engine after the other. Who cancels one is not asked the rest. */
export function StepDialogs<Step>({ steps, contextOf, dialog, onEnd }: StepDialogsProps<Step>) {
  const [{ index }, setAsked] = useState({ index: 0, isConfirmed: false });
  const step = steps[index];
  const isOver = step === undefined;
  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver, onEnd]);
  if (isOver) return null;
  const context = contextOf(step);
  const onClose = () =>
    setAsked((asked) => ({ index: asked.isConfirmed ? asked.index + 1 : steps.length, isConfirmed: false }));
  return (
    <DialogStep.Provider
      key={context}
      value={{
        note:
          steps.length > 1
            ? t('{{context}} · {{step}} of {{steps}}', { context, step: index + 1, steps: steps.length })
            : context,
        onConfirmed: () => setAsked((asked) => ({ ...asked, isConfirmed: true })),
      }}
    >
      {dialog(step, onClose)}
    </DialogStep.Provider>
  );
}
