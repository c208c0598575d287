import { useSyncExternalStore } from 'react';

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  for (const listener of listeners) listener();
}

function run(): void {
  const isWanted = listeners.size > 0 && document.visibilityState === 'visible';
  if (isWanted && timer === undefined) timer = setInterval(tick, TICK_MS);
  else if (!isWanted && timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
  }
}

function onVisibility(): void {
  run();
  tick();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', onVisibility);
  listeners.add(listener);
  run();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener('visibilitychange', onVisibility);
    run();
  };
}

/**
 * What `format` makes of the present, again each second while the page is seen. One timer serves all; a component
 * renders only when its text has changed, so an age in days costs a comparison a second and nothing else.
 */
export function useNow<T extends string | number>(format: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => format(Date.now()));
}
