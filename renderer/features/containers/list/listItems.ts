import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { compareText } from '../../../ui/compareText.ts';
import type { Grouping, RowGroup } from '../../../ui/list/listItems.ts';
import { isUp } from '../text/state.ts';

/** The containers of one stack; the key is the Compose project, and empty for containers without one. */
export type StackGroup = RowGroup<ContainerSummary>;

export const byStack: Grouping<ContainerSummary> = {
  keyOf: ({ stack }) => stack?.project ?? '',
  compare: (a, b) => Number(a === '') - Number(b === '') || compareText(a, b),
  // Headings help where there is something to tell apart.
  hasHeading: (_, stacks) => stacks.size > 1 || !stacks.has(''),
};

export const isRunning = ({ state }: ContainerSummary): boolean => isUp(state);
export const isDown = ({ state }: ContainerSummary): boolean => !isUp(state);
