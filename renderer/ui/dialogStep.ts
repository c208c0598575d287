import { createContext } from 'react';

/** One of several questions that are asked one after the other: of which engine, and what follows the answer. */
export interface DialogStepState {
  /** After the title: “lab · 1 of 2”. */
  readonly note: string;
  /** Called before what is confirmed is done: the next question follows; without it none does. */
  readonly onConfirmed: () => void;
}

/** Around a `ConfirmDialog` that is one step of several. */
export const DialogStep = createContext<DialogStepState | undefined>(undefined);
