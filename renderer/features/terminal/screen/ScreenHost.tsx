import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TerminalSession } from '../session/terminalSession.ts';
import styles from '../terminal.module.css';
import { ScreenMenu } from './ScreenMenu.tsx';
import { ScreenSearch } from './ScreenSearch.tsx';

interface ScreenHostProps {
  readonly session: TerminalSession;
  readonly isScreenReaderOn: boolean;
}

const FIT_MS = 30;

/** Shows a session's screen as long as it is mounted; the screen itself stays when this goes. */
export function ScreenHost({ session, isScreenReaderOn }: ScreenHostProps) {
  const host = useRef<HTMLDivElement>(null);
  const [isSearching, setSearching] = useState(false);
  const [menu, setMenu] = useState<{ x: number; y: number }>();
  const { screen } = session;

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    element.append(screen.element);
    session.show();
    screen.focus();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Each fit lays out all the history anew: once the dragging rests is enough.
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => screen.fit(), FIT_MS);
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      screen.element.remove();
    };
  }, [session, screen]);

  useEffect(() => {
    // Not as an expression: what an effect gives is called when it ends.
    screen.setScreenReader(isScreenReaderOn);
  }, [screen, isScreenReaderOn]);
  useEffect(
    () =>
      screen.onAsked((asked) => {
        if (asked.type === 'search') setSearching(true);
        else setMenu({ x: asked.x, y: asked.y });
      }),
    [screen],
  );

  return (
    <div className={styles.screen} data-captures-keys="">
      <div ref={host} className={styles.host} />
      {isSearching && (
        <ScreenSearch
          screen={screen}
          onClose={() => {
            setSearching(false);
            screen.focus();
          }}
        />
      )}
      {menu && (
        <ScreenMenu
          {...menu}
          screen={screen}
          onSearch={() => setSearching(true)}
          onClose={() => {
            setMenu(undefined);
            screen.focus();
          }}
        />
      )}
    </div>
  );
}
