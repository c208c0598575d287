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
    // Who goes along the tabs by keys goes on to the next one.
    if (!document.activeElement?.matches('[role=tab]:focus-visible')) screen.focus();
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
        if (asked.type === 'menu') setMenu({ x: asked.x, y: asked.y });
        else if (asked.type === 'search') setSearching(true);
        else leave(host.current);
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

/** To the tab above: from there Tab and the shortcuts lead anywhere. */
function leave(screen: HTMLElement | null): void {
  const id = screen?.closest('[role=tabpanel]')?.getAttribute('aria-labelledby');
  const tab = id ? document.getElementById(id) : null;
  (tab ?? document.getElementById('main'))?.focus();
}
