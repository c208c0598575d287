import { useLayoutValue } from '../settings/index.ts';
import type { TimeStyle } from './text/time.ts';

const isTimeStyle = (value: unknown): value is TimeStyle =>
  value === 'none' || value === 'local' || value === 'utc' || value === 'relative';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** How logs are shown, wherever they are; remembered. */
export function useLogLook() {
  const [timeStyle, setTimeStyle] = useLayoutValue('logs.time', isTimeStyle, 'none');
  const [isWrapped, setWrapped] = useLayoutValue('logs.wrap', isBoolean, false);
  return { timeStyle, setTimeStyle, isWrapped, setWrapped };
}
