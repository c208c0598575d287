import { type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { toAppError } from '../../../../contract/errors.ts';
import { notify } from '../../../ui/index.ts';
import { targetAt } from '../language/places.ts';
import type { OpenSession } from '../session/createSession.ts';
import { type RenamePlan, renamePlanAt, revealIn, targetInStack } from '../stack/openStack.ts';
import { t } from '../texts/index.ts';

export interface NavigationOptions {
  readonly onOpenFile: (path: string) => void;
  /** F2 at something with a name. */
  readonly onRename: (plan: RenamePlan) => void;
  /** A file of variables, at the line of one. */
  readonly onOpenEnv: (place: { readonly path: string; readonly line?: number }) => void;
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

export async function goTo(session: OpenSession, offset: number, options: NavigationOptions): Promise<void> {
  const analysis = await session.analysed();
  const target = targetAt(analysis, offset);
  if (target?.type === 'place') return session.reveal(target);
  const variable = analysis.variables.find(({ from, to }) => from <= offset && offset <= to);
  const source = variable && session.state().variables.get(variable.name)?.source;
  if (source?.type === 'env-file') return options.onOpenEnv({ path: source.path, line: source.line });
  try {
    const found = await targetInStack(session, offset);
    if (!found) return notify({ title: t('There is nothing to go to here.'), tone: 'info' });
    const kind = target?.link.kind;
    if (kind === 'env_file') return options.onOpenEnv({ path: found.path });
    if (kind === 'file')
      return notify({
        title: t('{{path}} is no Compose file: the editor opens only those.', { path: found.path }),
        tone: 'info',
      });
    if (found.place) await revealIn(session, found.path, found.place);
    options.onOpenFile(found.path);
  } catch (thrown) {
    notify({ title: t('It could not be opened.'), message: toAppError(thrown).message, tone: 'failure' });
  }
}

export async function rename(session: OpenSession, offset: number, { onRename }: NavigationOptions): Promise<void> {
  if (session.state().file.isReadOnly) return;
  const plan = await renamePlanAt(session, offset);
  if (plan) onRename(plan);
  else
    notify({
      title: t('Nothing to rename here.'),
      message: t('Put the cursor on the name of a service, network, volume, secret or config of this stack.'),
      tone: 'info',
    });
}
