import type { KeyboardEvent } from 'react';
import type { ComposeSession } from '../session/session.ts';

/** Of an input with something that is not in the file yet: undo is its own there. */
export const TYPING = 'data-typing';

/** The shortcuts of the editor, also while the focus is in a field, where the app leaves keys to the browser. */
export function runFormKey(event: KeyboardEvent, session: ComposeSession): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const field = event.target instanceof HTMLElement ? event.target : undefined;
  if (key === 's' && !event.shiftKey) {
    event.preventDefault();
    // What is being typed belongs to it.
    field?.blur();
    field?.focus();
    if (!field?.hasAttribute('aria-invalid') || field.getAttribute('aria-invalid') === 'false') void session.save();
  } else if ((key === 'z' || key === 'y') && !field?.hasAttribute(TYPING)) {
    event.preventDefault();
    if (key === 'y' || event.shiftKey) session.redo();
    else session.undo();
  }
}
