import type { MenuCommand } from '../../../../ui/list/CommandMenu.tsx';
import type { ComposeViewProps } from '../../page/ComposeEditorPage.tsx';
import { SECTION } from '../graph/kinds.ts';
import type { PictureGraph, PictureNode } from '../graph/pictureGraph.ts';
import type { Edits } from './useEdits.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

/** Everything that can be done with a node, for its menu and its panel; what writes is left out of a file that cannot be. */
export function nodeCommands(
  node: PictureNode,
  graph: PictureGraph,
  edits: Edits,
  isReadOnly: boolean,
  onShow?: ComposeViewProps['onShow'],
): readonly (readonly MenuCommand[])[] {
  const { id, kind, name, standing } = node;
  const { setAsk, showInText, removeChosen } = edits;
  const command = (title: string, run: () => void, more: Partial<MenuCommand> = {}): MenuCommand => ({
    ...{ id: title, title, run },
    ...more,
  });
  const has = (wanted: PictureNode['kind']) => graph.nodes.some((one) => one.kind === wanted);
  const writing: MenuCommand[] = [];
  if (standing === 'missing' && kind !== 'port') {
    const ask = kind === 'service' ? { type: kind, name } : { type: 'named' as const, kind, name };
    writing.push(command(t('Declare it…'), () => setAsk(ask)));
  } else if (kind === 'service' && standing === 'declared') {
    writing.push(
      command(t('Publish a port…'), () => setAsk({ type: 'port', service: name })),
      command(t('Wait for a service…'), () => setAsk({ type: 'pick', nodeId: id, kind: 'service' })),
      command(t('Connect to a network…'), () => setAsk({ type: 'pick', nodeId: id, kind: 'network' })),
      command(t('Mount a volume…'), () => setAsk({ type: 'pick', nodeId: id, kind: 'volume' })),
      ...(['secret', 'config'] as const)
        .filter(has)
        .map((one) =>
          command(t('Give it a {{kind}}…', { kind: kindWord(one) }), () =>
            setAsk({ type: 'pick', nodeId: id, kind: one }),
          ),
        ),
    );
  } else if (kind !== 'port' && kind !== 'service') {
    const title = { network: t('Connect a service…'), volume: t('Mount it in a service…'), secret: '', config: '' }[
      kind
    ];
    writing.push(
      command(title || t('Give it to a service…'), () => setAsk({ type: 'pick', nodeId: id, kind: 'service' })),
    );
  }
  const removal =
    standing === 'implied'
      ? []
      : [
          command(standing === 'declared' ? t('Remove…') : t('Remove what names it…'), () => removeChosen(id), {
            ...{ isDangerous: true, shortcut: 'delete' },
          }),
        ];
  const shows =
    onShow && kind !== 'port' && standing === 'declared'
      ? [command(t('Open its form'), () => onShow('form', { section: SECTION[kind], name }))]
      : [];
  return [[...shows, command(t('Show in the text'), () => showInText(id))], ...(isReadOnly ? [] : [writing, removal])];
}
