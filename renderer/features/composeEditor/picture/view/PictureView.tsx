import { Button, Menu, Portal } from '@mantine/core';
import { IconAlertTriangle, IconLayoutGrid, IconPlus, IconTable } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { EmptyState, IconButton } from '../../../../ui/index.ts';
import { CommandMenu } from '../../../../ui/list/CommandMenu.tsx';
import { useLayoutValue } from '../../../settings/index.ts';
import type { ComposeViewProps, ViewPlace } from '../../page/ComposeEditorPage.tsx';
import { useSession } from '../../session/useSession.ts';
import { AskDialog } from '../dialogs/AskDialog.tsx';
import { nodeId, SECTION, USED_KINDS } from '../graph/kinds.ts';
import type { Point } from '../places/places.ts';
import type { Ask } from './asks.ts';
import { Board } from './Board.tsx';
import { nodeCommands } from './nodeCommands.ts';
import { Panel } from './Panel.tsx';
import styles from './Picture.module.css';
import { PictureTable } from './PictureTable.tsx';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEdits } from './useEdits.ts';
import { useLasting } from './useLasting.ts';
import { usePictureOf } from './usePictureOf.ts';
import { useReadAhead } from './useReadAhead.ts';
import { plural, t } from '../../texts/index.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

const ADD: readonly { readonly label: string; readonly ask: Ask }[] = [
  {
    get label() {
      return t('Network…');
    },
    ask: { type: 'named', kind: 'network' },
  },
  {
    get label() {
      return t('Volume…');
    },
    ask: { type: 'named', kind: 'volume' },
  },
  {
    get label() {
      return t('Secret…');
    },
    ask: { type: 'named', kind: 'secret' },
  },
  {
    get label() {
      return t('Config…');
    },
    ask: { type: 'named', kind: 'config' },
  },
];

/** A Compose file as a picture that can be changed: every change is one of the text. */
export function PictureView({ session, at, onShow }: ComposeViewProps) {
  const state = useSession(session);
  const picture = usePictureOf(session, state);
  const { graph } = picture;
  const [wantedId, setWantedId] = useState(() => idOf(at));
  const [menu, setMenu] = useState<{ readonly id: string; readonly at: Point }>();
  const [isTable, setTable] = useLayoutValue('compose.picture.isTable', isBoolean, false);
  useReadAhead(session);
  const edits = useEdits(session, graph, setWantedId);
  const { isReadOnly } = state.file;
  const choose = useCallback((id: string | undefined) => setWantedId(id), []);
  // What is gone is not chosen, until an undo brings it back.
  const isThere = graph.nodes.some(({ id }) => id === wantedId) || graph.lines.some(({ id }) => id === wantedId);
  const chosenId = isThere ? wantedId : undefined;
  const menuNode = menu && edits.nodeOf(menu.id);
  const onBoard = useLasting({
    open: edits.showInText,
    remove: (id: string) => {
      if (!isReadOnly) edits.removeChosen(id);
    },
    link: (fromId: string, toId: string) => {
      const [from, to] = [edits.nodeOf(fromId), edits.nodeOf(toId)];
      if (from && to) edits.link(from, to);
    },
    menu: (id: string, at: Point) => setMenu({ id, at }),
  });

  return (
    <section className={styles.view} aria-label={t('Picture')}>
      <div className={styles.bar} role="toolbar" aria-label={t('Picture')}>
        {!isReadOnly && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden="true" />}
              onClick={() => edits.setAsk({ type: 'service' })}
            >
              {t('Service')}
            </Button>
            <Menu position="bottom-start" offset={2} width={160}>
              <Menu.Target>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconPlus size={14} aria-hidden="true" />}
                  aria-haspopup="menu"
                >
                  {t('More')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown aria-label={t('Add')}>
                {ADD.map(({ label, ask }) => (
                  <Menu.Item key={label} onClick={() => edits.setAsk(ask)}>
                    {label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </>
        )}
        <span className={styles.barNote}>{noteOf(picture)}</span>
        <IconButton
          label={t('Arrange again')}
          icon={<IconLayoutGrid aria-hidden="true" />}
          disabled={isTable}
          onClick={picture.rearrange}
        />
        <IconButton
          label={t('Show as a table')}
          isPressed={isTable}
          icon={<IconTable aria-hidden="true" />}
          onClick={() => setTable(!isTable)}
        />
      </div>
      {edits.refused && <RefusalNotice session={session} refused={edits.refused} edits={edits} />}
      <Wrongs wrongs={graph.wrongs} onChoose={choose} />
      <div className={styles.room}>
        <div className={styles.body}>
          {picture.isRead && graph.nodes.length === 0 ? (
            <EmptyState title={t('Nothing in the file yet')}>
              {t('Add a service: its image says most of what it is.')}
            </EmptyState>
          ) : isTable ? (
            <PictureTable graph={graph} live={picture.live} chosenId={chosenId} onChoose={choose} />
          ) : (
            picture.isRead && (
              <Board
                picture={picture}
                chosenId={chosenId}
                onChoose={choose}
                onOpen={onBoard.open}
                onRemove={onBoard.remove}
                onLink={onBoard.link}
                onMenu={onBoard.menu}
              />
            )
          )}
          {chosenId !== undefined && (
            <Panel
              graph={graph}
              edits={edits}
              chosenId={chosenId}
              live={picture.live}
              isReadOnly={isReadOnly}
              onChoose={choose}
              onShow={onShow}
            />
          )}
        </div>
      </div>
      {menu && menuNode && (
        <Portal>
          <CommandMenu
            at={menu.at}
            label={t('Actions for {{name}}', { name: menuNode.name })}
            groups={nodeCommands(menuNode, graph, edits, isReadOnly, onShow)}
            onClose={() => setMenu(undefined)}
          />
        </Portal>
      )}
      {edits.ask && <AskDialog ask={edits.ask} graph={graph} edits={edits} onClose={() => edits.setAsk(undefined)} />}
      <output className="g-visually-hidden">{edits.said}</output>
    </section>
  );
}

function idOf(place: ViewPlace | undefined): string | undefined {
  const kind = USED_KINDS.find((one) => SECTION[one] === place?.section);
  return kind && place && nodeId(kind, place.name);
}

function noteOf({ isBroken, isRead, graph, isPart }: ReturnType<typeof usePictureOf>): string {
  if (isBroken)
    return isRead ? t('The text is half-typed: this is what was read before.') : t('The text cannot be read yet.');
  const count = graph.nodes.filter(({ kind, standing }) => kind === 'service' && standing === 'declared').length;
  const services = plural(count, '1 service', '{{count}} services');
  return isPart ? t('{{services}} of this file; the stack has other files', { services }) : services;
}

interface WrongsProps {
  readonly wrongs: readonly { readonly text: string; readonly nodeId: string }[];
  readonly onChoose: (id: string) => void;
}

const MOST = 3;

/** What would not work, in words; each leads to where it is. */
function Wrongs({ wrongs, onChoose }: WrongsProps) {
  if (wrongs.length === 0) return null;
  return (
    <ul className={styles.wrongs} aria-label={t('What would not work')}>
      {wrongs.slice(0, MOST).map(({ text, nodeId }) => (
        <li key={text}>
          <IconAlertTriangle size={14} aria-hidden="true" />
          <button type="button" onClick={() => onChoose(nodeId)}>
            {text}
          </button>
        </li>
      ))}
      {wrongs.length > MOST && (
        <li>{t('and {{more}} more: in the problems below the text', { more: wrongs.length - MOST })}</li>
      )}
    </ul>
  );
}
