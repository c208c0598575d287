import { ConfirmDialog } from '../../../../ui/index.ts';
import { fallsToDefault, removeLine, removeNode } from '../edits/remove.ts';
import type { Use } from '../graph/uses.ts';
import { lineWords } from '../view/words.ts';
import type { AskProps } from './types.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

const serviceOf = ({ path }: Use): string => String(path[1]);
const undo = () => t('It is one step of undo. Containers, volumes and networks of the engine stay as they are.');

/** What goes with a node: everything of the file that names it. */
export function RemoveNodeDialog({ edits, onClose, nodeId }: AskProps & { readonly nodeId: string }) {
  const node = edits.nodeOf(nodeId);
  if (!node) return null;
  const file = edits.file();
  const { edits: changes, goes, stays } = removeNode(file, node);
  const falls = new Set(fallsToDefault(file, goes));
  const what =
    node.kind === 'port'
      ? t('the port {{port}} of {{service}}', { port: node.name, service: node.service ?? '' })
      : t('the {{kind}} “{{name}}”', { kind: kindWord(node.kind), name: node.name });
  const items = [
    ...goes.map((use) => ({
      id: use.path.join('/'),
      name: `${serviceOf(use)}: ${use.how}`,
      detail: use.detail,
      ...(use.how === 'networks' && falls.has(serviceOf(use)) && { warning: t('is on “default” then') }),
      ...(use.how === 'network_mode' && { warning: t('has a network of its own then') }),
    })),
    ...stays.map((use) => ({
      id: use.path.join('/'),
      name: `${serviceOf(use)}: extends`,
      warning: t('stays, and has nothing to extend then'),
    })),
  ];
  return (
    <ConfirmDialog
      title={
        node.standing === 'declared'
          ? t('Remove {{what}} from the file?', { what })
          : t('Remove what names {{what}}?', { what })
      }
      message={
        items.length > 0
          ? `${t('Others name it, and these go with it.')} ${undo()}`
          : `${t('Nothing else names it.')} ${undo()}`
      }
      items={items}
      confirmLabel={t('Remove')}
      isDangerous
      onCancel={onClose}
      onConfirm={() => edits.apply(changes, t('{{name}} is removed. Undo brings it back.', { name: node.name }))}
    />
  );
}

/** A line that says more than one thing, or whose end means more than that. */
export function RemoveLineDialog({ graph, edits, onClose, lineId }: AskProps & { readonly lineId: string }) {
  const line = graph.lines.find(({ id }) => id === lineId);
  const [from, to] = [edits.nodeOf(line?.fromId ?? ''), edits.nodeOf(line?.toId ?? '')];
  if (!line || !from || !to) return null;
  const file = edits.file();
  const falls = fallsToDefault(file, line.uses).length > 0;
  return (
    <ConfirmDialog
      title={t('No more “{{words}}”?', { words: lineWords(line, from, to) })}
      message={
        falls
          ? t(
              'It is the last network that “{{name}}” names: it is on “default” then, with all others that name none.',
              { name: from.name },
            )
          : `${t('All of this goes.')} ${undo()}`
      }
      items={line.uses.map((use) => ({ id: use.path.join('/'), name: use.how, detail: use.detail }))}
      confirmLabel={t('Remove')}
      isDangerous
      onCancel={onClose}
      onConfirm={() => edits.apply(removeLine(file, line, from), t('Removed. Undo brings it back.'))}
    />
  );
}
