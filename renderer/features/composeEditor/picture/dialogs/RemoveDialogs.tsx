import { ConfirmDialog } from '../../../../ui/index.ts';
import { fallsToDefault, removeLine, removeNode } from '../edits/remove.ts';
import type { Use } from '../graph/uses.ts';
import { lineWords } from '../view/words.ts';
import type { AskProps } from './types.ts';

const serviceOf = ({ path }: Use): string => String(path[1]);
const UNDO = 'It is one step of undo. Containers, volumes and networks of the engine stay as they are.';

/** What goes with a node: everything of the file that names it. */
export function RemoveNodeDialog({ edits, onClose, nodeId }: AskProps & { readonly nodeId: string }) {
  const node = edits.nodeOf(nodeId);
  if (!node) return null;
  const file = edits.file();
  const { edits: changes, goes, stays } = removeNode(file, node);
  const falls = new Set(fallsToDefault(file, goes));
  const what = node.kind === 'port' ? `the port ${node.name} of ${node.service}` : `the ${node.kind} “${node.name}”`;
  const items = [
    ...goes.map((use) => ({
      id: use.path.join('/'),
      name: `${serviceOf(use)}: ${use.how}`,
      detail: use.detail,
      ...(use.how === 'networks' && falls.has(serviceOf(use)) && { warning: 'is on “default” then' }),
      ...(use.how === 'network_mode' && { warning: 'has a network of its own then' }),
    })),
    ...stays.map((use) => ({
      id: use.path.join('/'),
      name: `${serviceOf(use)}: extends`,
      warning: 'stays, and has nothing to extend then',
    })),
  ];
  return (
    <ConfirmDialog
      title={node.standing === 'declared' ? `Remove ${what} from the file?` : `Remove what names ${what}?`}
      message={items.length > 0 ? `Others name it, and these go with it. ${UNDO}` : `Nothing else names it. ${UNDO}`}
      items={items}
      confirmLabel="Remove"
      isDangerous
      onCancel={onClose}
      onConfirm={() => edits.apply(changes, `${node.name} is removed. Undo brings it back.`)}
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
      title={`No more “${lineWords(line, from, to)}”?`}
      message={
        falls
          ? `It is the last network that “${from.name}” names: it is on “default” then, with all others that name none.`
          : `All of this goes. ${UNDO}`
      }
      items={line.uses.map((use) => ({ id: use.path.join('/'), name: use.how, detail: use.detail }))}
      confirmLabel="Remove"
      isDangerous
      onCancel={onClose}
      onConfirm={() => edits.apply(removeLine(file, line, from), 'Removed. Undo brings it back.')}
    />
  );
}
