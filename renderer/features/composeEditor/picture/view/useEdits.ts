import { useCallback, useState } from 'react';
import type { ComposeEdit, EditRefusal } from '../../../../../contract/compose/edit.ts';
import { parseCompose } from '../../../../../contract/compose/parseCompose.ts';
import type { ComposeSession } from '../../session/session.ts';
import { addDependency, addNamed, connect, giveFile } from '../edits/add.ts';
import { linkBetween } from '../edits/links.ts';
import { fallsToDefault, removeLine } from '../edits/remove.ts';
import { nodeId } from '../graph/kinds.ts';
import type { PictureGraph, PictureLine, PictureNode } from '../graph/pictureGraph.ts';
import type { Ask } from './asks.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

/** Why something was not written, or cannot be. */
export type Refused = Pick<EditRefusal, 'message' | 'hint' | 'place' | 'instead'>;

/** What the gestures of the picture do to the file: each one step of undo, or a refusal that is shown. */
export function useEdits(session: ComposeSession, graph: PictureGraph, onChoose: (id: string | undefined) => void) {
  const [ask, setAsk] = useState<Ask>();
  const [refused, setRefused] = useState<Refused>();
  const [said, setSaid] = useState('');

  /** Of the text of now: what the analysis has read may be older. */
  const file = useCallback((): unknown => {
    const { analysis, version } = session.state();
    const isOfNow = analysis?.version === version && analysis.value !== undefined;
    return isOfNow ? analysis.value : parseCompose(session.text()).valueAt([]);
  }, [session]);
  const apply = useCallback(
    (edits: readonly ComposeEdit[], words: string, chosenId?: string): void => {
      setAsk(undefined);
      const outcome = session.apply(edits);
      setRefused(outcome.ok ? undefined : outcome.refusal);
      setSaid(outcome.ok ? words : '');
      if (outcome.ok && chosenId !== undefined) onChoose(chosenId);
    },
    [session, onChoose],
  );
  /** With it what it leads to, where that is new. */
  const declare = (kind: 'network' | 'volume', name: string): readonly ComposeEdit[] =>
    graph.nodes.some(({ id }) => id === nodeId(kind, name)) ? [] : addNamed(kind, name);

  function link(from: PictureNode, to: PictureNode): void {
    const now = file();
    const meant = linkBetween(now, graph, from, to);
    switch (meant.type) {
      case 'none':
        return setRefused({ message: meant.why });
      case 'depends':
        return apply(
          addDependency(now, meant.service, meant.needed),
          t('{{service}} waits for {{needed}} now.', { service: meant.service, needed: meant.needed }),
        );
      case 'connect': {
        const { service, network, asks } = meant;
        if (asks) return setAsk({ type: 'connect', service, network });
        const edits = connect(now, service, network, { keepsDefault: false });
        return apply(
          [...edits, ...declare('network', network)],
          t('{{service}} is on {{network}} now.', { service, network }),
        );
      }
      case 'mount':
        return setAsk({ type: 'mount', service: meant.service, volume: meant.volume });
      case 'give':
        return apply(
          giveFile(now, meant.service, meant.kind, meant.name),
          t('{{service}} gets the {{kind}} {{name}} now.', {
            service: meant.service,
            kind: kindWord(meant.kind),
            name: meant.name,
          }),
        );
    }
  }

  function removeChosen(id: string): void {
    const node = graph.nodes.find((one) => one.id === id);
    if (node?.standing === 'implied') {
      return setRefused({
        message: t('Compose makes the network “default” for the services that name no network.'),
        hint: t('Connect those services to another network: then it is not made.'),
      });
    }
    if (node) return setAsk({ type: 'remove', nodeId: id });
    const line = graph.lines.find((one) => one.id === id);
    if (line) takeLine(line);
  }

  function takeLine(line: PictureLine): void {
    const now = file();
    const edits = removeLine(now, line, nodeOf(line.fromId));
    if (edits.length === 0) {
      return setRefused({
        message: t('No line of the file says this: a service that names no network is on “default”.'),
        hint: t('Connect it to another network instead.'),
      });
    }
    const isMore = line.uses.length > 1 || line.uses.some(({ how }) => how === 'network_mode' || how === 'extends');
    if (isMore || fallsToDefault(now, line.uses).length > 0) return setAsk({ type: 'removeLine', lineId: line.id });
    apply(edits, t('Removed. Undo brings it back.'));
  }

  const nodeOf = (id: string): PictureNode | undefined => graph.nodes.find((one) => one.id === id);

  /** Goes to where something is written: it, or the first that asks for it. */
  function showInText(id: string): void {
    const node = nodeOf(id);
    const line = graph.lines.find((one) => one.id === id || one.toId === id || one.fromId === id);
    const path = node?.path ?? line?.uses[0]?.path ?? nodeOf(line?.fromId ?? '')?.path;
    const found = path && parseCompose(session.text()).nodeAt(path);
    if (found) session.reveal(found.keyRange ?? found.range);
  }

  const dropRefused = useCallback(() => setRefused(undefined), []);
  return {
    ask,
    setAsk,
    refused,
    dropRefused,
    said,
    file,
    apply,
    declare,
    link,
    removeChosen,
    takeLine,
    showInText,
    nodeOf,
  };
}

export type Edits = ReturnType<typeof useEdits>;
