import { createFlag } from '../../../ui/index.ts';

const flag = createFlag();

export const openTour = (): void => flag.set(true);
export const closeTour = (): void => flag.set(false);
export const useIsTourOpen = flag.useOwner;
