import { type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { notify } from '../../../ui/index.ts';
import { type Named, namedAt, targetAt } from '../language/places.ts';
import type { OpenSession } from '../session/createSession.ts';

export interface NavigationOptions {
  readonly onOpenFile: (path: string) => void;
  /** F2 at something with a name. */
  readonly onRename: (named: Named) => void;
}

/** F12 or Ctrl-click goes to where a name is declared; F2 renames. */
export function navigation(session: OpenSession, options: NavigationOptions): Extension {
  return [
    Prec.high(
      keymap.of([
        { key: 'F12', run: (view) => (void goTo(session, view.state.selection.main.head, options), true) },
        { key: 'F2', run: (view) => (void rename(session, view.state.selection.main.head, options), true) },
      ]),
    ),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
        const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (offset === null) return false;
        event.preventDefault();
        void goTo(session, offset, options);
        return true;
      },
    }),
  ];
}

export async function goTo(session: OpenSession, offset: number, { onOpenFile }: NavigationOptions): Promise<void> {
  const target = targetAt(await session.analysed(), offset);
  if (!target) return notify({ title: 'There is nothing to go to here.', tone: 'info' });
  if (target.type === 'place') return session.reveal(target);
  const { path, kind } = target.link;
  if (kind === 'env_file' || kind === 'file')
    return notify({ title: `${path} is no Compose file: the editor opens only those.`, tone: 'info' });
  onOpenFile(/^([/~]|[A-Za-z]:)/.test(path) ? path : `${session.state().stack.workingDir}/${path}`);
}

export async function rename(session: OpenSession, offset: number, { onRename }: NavigationOptions): Promise<void> {
  if (session.state().file.isReadOnly) return;
  const named = namedAt(await session.analysed(), offset);
  if (named) onRename(named);
  else
    notify({
      title: 'Nothing to rename here.',
      message: 'Put the cursor on the name of a service, network, volume, secret or config of this file.',
      tone: 'info',
    });
}
