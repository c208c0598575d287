import { isCommandEnabled } from './command.ts';
import { listCommands } from './registry.ts';
import { isPlainShortcut, matchesStroke } from './shortcut.ts';

const SEQUENCE_MS = 1200;
/** The way into the palette works from everywhere, also out of an input; in a terminal all keys are the program's. */
const EVERYWHERE = 'mod+k';

interface DispatcherOptions {
  /** Whether shortcuts of a single key without Ctrl or Cmd are wanted. */
  readonly arePlainKeysOn: () => boolean;
}

/** Runs the command whose shortcut is pressed. Gives what ends it. */
export function listenForShortcuts(target: Document, { arePlainKeysOn }: DispatcherOptions): () => void {
  let first: { readonly stroke: string; readonly at: number } | undefined;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const isBusy = isTyping(event.target) || target.querySelector('[aria-modal="true"]') !== null;
    const candidates = listCommands().filter(
      ({ shortcut }) =>
        shortcut !== undefined &&
        (!isBusy || shortcut === EVERYWHERE) &&
        (arePlainKeysOn() || !isPlainShortcut(shortcut)),
    );
    const pending = first && event.timeStamp - first.at < SEQUENCE_MS ? first.stroke : undefined;
    first = undefined;

    for (const command of candidates) {
      const [one, two] = (command.shortcut ?? '').split(' ');
      const isSecond = two !== undefined && pending === one && matchesStroke(two, event);
      const isOnly = two === undefined && pending === undefined && one !== undefined && matchesStroke(one, event);
      if ((isSecond || isOnly) && isCommandEnabled(command)) {
        event.preventDefault();
        command.run();
        return;
      }
    }
    const start = candidates
      .map(({ shortcut }) => shortcut?.split(' '))
      .find((s) => s?.[1] && matchesStroke(s[0] ?? '', event));
    if (start?.[0]) first = { stroke: start[0], at: event.timeStamp };
  };

  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('.xterm, [data-captures-keys]')) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
