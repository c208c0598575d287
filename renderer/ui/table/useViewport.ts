import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Viewport } from './window.ts';

/** `--g-row`: 1.875rem, whatever size of text the person has set in the browser. */
export const ROW_REM = 1.875;

export function useRowHeight(): number {
  const [height] = useState(
    () => ROW_REM * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16),
  );
  return height;
}

interface Box extends Viewport {
  readonly width: number;
}

/**
 * What of a scrolling element is seen; nothing until it has been measured, so that no row is drawn twice. Rounded to
 * whole rows: a scroll within a row renders nothing.
 */
export function useViewport(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  headerHeight: number,
): Box | undefined {
  const [viewport, setViewport] = useState<Box>();

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      // Without a size (it is not shown, or there is no layout at all) the window says how much there can be.
      const isShown = element.clientHeight > 0;
      const scrollTop = Math.floor(element.scrollTop / rowHeight) * rowHeight;
      const height = Math.max(rowHeight, (isShown ? element.clientHeight : window.innerHeight) - headerHeight);
      const width = isShown ? element.clientWidth : window.innerWidth;
      setViewport((old) => {
        if (old && !isShown) return old;
        const isSame = old?.scrollTop === scrollTop && old.height === height && old.width === width;
        return isSame ? old : { scrollTop, height, width };
      });
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller, rowHeight, headerHeight]);

  return viewport;
}
