import { client, follow } from '../rpc/index.ts';
import { isCommandEnabled, listCommands } from '../ui/index.ts';

/** What a person does may change what can be done; the menu shows it this much later. */
const SETTLE_MS = 250;

/**
 * Shows the commands in the window's application menu, and runs those that are chosen there. Commands are made when
 * they are asked for, so nothing tells that they have changed: the menu is looked at again after each thing the person
 * does, and sent only when it differs. Gives what ends it.
 */
export function startDesktopMenu(target: Document = document): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = '';

  function show() {
    const commands = listCommands().map((command) => ({
      id: command.id,
      title: command.title,
      section: command.section,
      ...(command.shortcut !== undefined && { shortcut: command.shortcut }),
      isEnabled: isCommandEnabled(command),
    }));
    const next = JSON.stringify(commands);
    if (next === shown) return;
    shown = next;
    // Over the next connection it is sent again.
    client.app.showMenu({ commands }).catch(() => (shown = ''));
  }
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(show, SETTLE_MS);
  };

  const stop = follow({
    open: (signal) => client.app.menuChoices({}, { signal }),
    onItem({ commandId }) {
      const command = listCommands().find(({ id }) => id === commandId);
      if (command && isCommandEnabled(command)) command.run();
      soon();
    },
  });
  const events = ['click', 'keyup', 'focusin'] as const;
  for (const event of events) target.addEventListener(event, soon);
  soon();
  return () => {
    stop();
    clearTimeout(timer);
    for (const event of events) target.removeEventListener(event, soon);
  };
}
