import { type RefObject, useLayoutEffect, useState } from 'react';
import { useLayoutValue } from '../../settings/index.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
/** There is room for it beside a list with all its columns; and with a file open beside that. */
const ROOM_REM = 52;
const ROOM_WITH_FILE_REM = 84;

/** Whether the tree is shown, as the person left it: in narrow places and in wide ones apart, at first only in these. */
export function useTreeShown(
  view: RefObject<HTMLElement | null>,
  isFileOpen: boolean,
): [isShown: boolean, show: (isShown: boolean) => void] {
  const [widthRem, setWidthRem] = useState(0);
  const [isShownWide, showWide] = useLayoutValue('files.tree', isBoolean, true);
  const [isShownNarrow, showNarrow] = useLayoutValue('files.tree.narrow', isBoolean, false);

  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return undefined;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const measure = () => setWidthRem((element.clientWidth || window.innerWidth) / rem);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);

  const isWide = widthRem >= (isFileOpen ? ROOM_WITH_FILE_REM : ROOM_REM);
  if (widthRem === 0) return [false, showWide]; // not measured yet
  return isWide ? [isShownWide, showWide] : [isShownNarrow, showNarrow];
}
