import { memo } from 'react';
import { StatusDot } from '../../../../ui/index.ts';
import shared from '../../../../ui/detail/Detail.module.css';
import type { NodeKind } from '../graph/kinds.ts';
import type { PictureGraph, PictureLine, PictureNode } from '../graph/pictureGraph.ts';
import type { LiveService } from './live.ts';
import styles from './Picture.module.css';
import { KIND_WORD } from './words.ts';
import { t } from '../../texts/index.ts';

interface PictureTableProps {
  readonly graph: PictureGraph;
  readonly live: ReadonlyMap<string, LiveService>;
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** The same as the drawing, to be read: the services with what they use, then everything else with who uses it. */
export const PictureTable = memo(({ graph, live, chosenId, onChoose }: PictureTableProps) => {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const services = graph.nodes.filter(({ kind }) => kind === 'service');
  const others = graph.nodes.filter(({ kind }) => kind !== 'service' && kind !== 'port');
  const names = (of: readonly PictureLine[], end: 'fromId' | 'toId') =>
    of.map((line) => [byId.get(line[end])?.name, line.label && `(${line.label})`].filter(Boolean).join(' ')).join(', ');
  const byService = groupBy(graph.lines, ({ kind, fromId, toId }) => (kind === 'port' ? toId : fromId));
  const byTarget = groupBy(graph.lines, ({ toId }) => toId);
  const linesOf = (id: string, kind: NodeKind) => byService.get(id)?.filter((line) => line.kind === kind) ?? [];
  const rowHead = (node: PictureNode, its?: LiveService) => (
    <th scope="row" className={styles.rowHead}>
      {its && <StatusDot tone={its.tone} label={its.words} />}{' '}
      <button
        type="button"
        className={styles.linkLike}
        aria-pressed={node.id === chosenId}
        onClick={() => onChoose(node.id)}
      >
        {node.name}
      </button>
      {node.wrong.map((text) => (
        <span key={text} className={styles.wrongText}>
          {text}
        </span>
      ))}
    </th>
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={styles.tableBox} tabIndex={0} aria-label={t('Picture as a table')}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th scope="col">{t('Service')}</th>
            <th scope="col">{t('Image')}</th>
            <th scope="col">{t('Published')}</th>
            <th scope="col">{t('Waits for')}</th>
            <th scope="col">{t('Networks')}</th>
            <th scope="col">{t('Volumes')}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((node) => (
            <tr key={node.id}>
              {rowHead(node, live.get(node.name))}
              <td className={shared.mono}>{node.note}</td>
              <td className={shared.mono}>{names(linesOf(node.id, 'port'), 'fromId')}</td>
              <td>{names(linesOf(node.id, 'service'), 'toId')}</td>
              <td>{names(linesOf(node.id, 'network'), 'toId')}</td>
              <td>{names(linesOf(node.id, 'volume'), 'toId')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {others.length > 0 && (
        <table className={shared.table}>
          <thead>
            <tr>
              <th scope="col">{t('Name')}</th>
              <th scope="col">{t('Kind')}</th>
              <th scope="col">{t('Used by')}</th>
            </tr>
          </thead>
          <tbody>
            {others.map((node) => (
              <tr key={node.id}>
                {rowHead(node)}
                <td>{[KIND_WORD[node.kind], node.note].filter(Boolean).join(', ')}</td>
                <td>{names(byTarget.get(node.id) ?? [], 'fromId')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
});

function groupBy(
  lines: readonly PictureLine[],
  keyOf: (line: PictureLine) => string,
): ReadonlyMap<string, readonly PictureLine[]> {
  const groups = new Map<string, PictureLine[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line));
    if (group) group.push(line);
    else groups.set(keyOf(line), [line]);
  }
  return groups;
}
