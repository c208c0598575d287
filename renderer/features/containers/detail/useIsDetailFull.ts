import { useLayoutValue } from '../../settings/index.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Whether the detail has the whole window, and the list is under it. */
export const useIsDetailFull = () => useLayoutValue('containers.isDetailFull', isBoolean, false);
