import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { IconButton, StatusDot } from '../../../../ui/index.ts';
import type { ComposeViewProps } from '../../page/ComposeEditorPage.tsx';
import type { PictureGraph, PictureLine, PictureNode } from '../graph/pictureGraph.ts';
import type { LiveService } from './live.ts';
import { nodeCommands } from './nodeCommands.ts';
import styles from './Picture.module.css';
import type { Edits } from './useEdits.ts';
import { KIND_WORD, lineWords, STANDING_WORDS } from './words.ts';
import { plural, t } from '../../texts/index.ts';

interface PanelProps {
  readonly graph: PictureGraph;
  readonly edits: Edits;
  readonly chosenId: string;
  readonly live: ReadonlyMap<string, LiveService>;
  readonly isReadOnly: boolean;
  readonly onChoose: (id: string | undefined) => void;
  readonly onShow?: ComposeViewProps['onShow'];
}

/** What is chosen, in words, with all that can be done about it. */
export function Panel({ graph, edits, chosenId, live, isReadOnly, onChoose, onShow }: PanelProps) {
  const line = graph.lines.find(({ id }) => id === chosenId);
  const node = graph.nodes.find(({ id }) => id === chosenId);
  if (!line && !node) return null;
  const title = node?.name ?? (line ? wordsOf(graph, line) : '');
  const lines = line ? [line] : graph.lines.filter(({ fromId, toId }) => fromId === chosenId || toId === chosenId);
  const its = node?.kind === 'service' ? live.get(node.name) : undefined;
  return (
    <aside className={styles.panel} aria-label={title}>
      <header className={styles.panelHead}>
        <div>
          <span className={styles.panelKind}>{node ? KIND_WORD[node.kind] : t('Line')}</span>
          <h2>{title}</h2>
        </div>
        <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={() => onChoose(undefined)} />
      </header>
      {node && <Facts node={node} />}
      {its && (
        <p className={styles.panelLine}>
          <StatusDot tone={its.tone} /> {its.words}
        </p>
      )}
      {node && (
        <div className={styles.panelButtons}>
          {nodeCommands(node, graph, edits, isReadOnly, onShow)
            .flat()
            .map(({ id, title: text, isDangerous, run }) => (
              <Button
                key={id}
                size="compact-sm"
                variant={isDangerous ? 'subtle' : 'default'}
                color={isDangerous ? 'red' : undefined}
                onClick={run}
              >
                {text}
              </Button>
            ))}
        </div>
      )}
      {lines.length > 0 && (
        <section className={styles.panelPart} aria-label={t('Lines')}>
          <h3>{line ? t('What it says') : plural(lines.length, 'One line', '{{count}} lines')}</h3>
          <ul className={styles.panelList}>
            {lines.slice(0, MOST).map((one) => (
              <LineRow
                key={one.id}
                line={one}
                graph={graph}
                edits={edits}
                isReadOnly={isReadOnly}
                onChoose={onChoose}
              />
            ))}
            {lines.length > MOST && (
              <li className={styles.panelNote}>{t('and {{more}} more', { more: lines.length - MOST })}</li>
            )}
          </ul>
        </section>
      )}
    </aside>
  );
}

const MOST = 60;

function Facts({ node: { note, standing, wrong } }: { readonly node: PictureNode }) {
  return (
    <>
      {note !== '' && standing === 'declared' && <p className={`${styles.panelLine} ${styles.mono}`}>{note}</p>}
      {standing !== 'declared' && <p className={styles.panelLine}>{STANDING_WORDS[standing]}</p>}
      {wrong.map((text) => (
        <p key={text} className={styles.wrongText}>
          {text}
        </p>
      ))}
    </>
  );
}

interface LineRowProps extends Pick<PanelProps, 'graph' | 'edits' | 'isReadOnly' | 'onChoose'> {
  readonly line: PictureLine;
}

function LineRow({ line, graph, edits, isReadOnly, onChoose }: LineRowProps) {
  const words = wordsOf(graph, line);
  return (
    <li data-wrong={line.isWrong || undefined}>
      <button type="button" className={styles.linkLike} onClick={() => onChoose(line.id)}>
        {words}
      </button>
      {!isReadOnly && (line.uses.length > 0 || line.kind === 'port') && (
        <IconButton
          size="small"
          label={t('Remove: {{words}}', { words })}
          icon={<IconX aria-hidden="true" />}
          onClick={() => edits.takeLine(line)}
        />
      )}
    </li>
  );
}

function wordsOf(graph: PictureGraph, line: PictureLine): string {
  const [from, to] = [line.fromId, line.toId].map((id) => graph.nodes.find((node) => node.id === id));
  return from && to ? lineWords(line, from, to) : '';
}
