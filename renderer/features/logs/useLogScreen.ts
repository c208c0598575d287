import { type RefObject, useEffect, useState } from 'react';
import type { LogSession } from './session/logSession.ts';
import { LogScreen } from './view/logScreen.ts';

interface Place {
  /** At the end, following what comes. */
  readonly isStuck: boolean;
  /** The first line that was not seen yet when the end was left. */
  readonly unseenFrom: number;
  /** The match that the person is at. */
  readonly current: number | undefined;
}

const AT_END: Place = { isStuck: true, unseenFrom: 0, current: undefined };

/** The drawn lines of a session in an element; made anew with each session. */
export function useLogScreen(
  viewport: RefObject<HTMLElement | null>,
  session: LogSession | undefined,
): { readonly screen: LogScreen | undefined; readonly place: Place } {
  const [drawn, setDrawn] = useState<{ screen: LogScreen | undefined; place: Place }>({
    screen: undefined,
    place: AT_END,
  });
  useEffect(() => {
    const element = viewport.current;
    if (!element || !session) return;
    const change = (part: Partial<Place>) =>
      setDrawn(({ screen, place }) => ({ screen, place: { ...place, ...part } }));
    const screen = new LogScreen(element, session, {
      onStick: (isStuck) => change({ isStuck, unseenFrom: session.store.endLine }),
      onCurrent: (current) => change({ current }),
    });
    // oxlint-disable-next-line react/set-state-in-effect -- it can only be made once its element is there
    setDrawn({ screen, place: AT_END });
    return () => screen.dispose();
  }, [viewport, session]);
  return drawn;
}
