import { Autocomplete, Select } from '@mantine/core';
import { useState } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { linkTargets } from '../edits/links.ts';
import { newNameProblem } from '../edits/names.ts';
import { nodeId, type UsedKind } from '../graph/kinds.ts';
import type { PictureNode } from '../graph/pictureGraph.ts';
import { AskForm } from './AskForm.tsx';
import type { AskProps } from './types.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';
import { KIND_WORD } from '../view/words.ts';

interface PickDialogProps extends AskProps {
  readonly nodeId: string;
  readonly kind: UsedKind;
}

/** The other end of a line: what drawing it does, by keyboard. A network or volume may be a new one. */
export function PickDialog({ graph, edits, onClose, nodeId: fromId, kind }: PickDialogProps) {
  const from = edits.nodeOf(fromId);
  const [text, setText] = useState('');
  if (!from) return null;
  const mayBeNew = from.kind === 'service' && (kind === 'network' || kind === 'volume');
  const targets =
    from.kind === 'service' ? linkTargets(graph, from.name, kind) : servicesWithout(graph.nodes, graph.lines, from);
  const names = targets.map(({ name }) => name);
  const name = text.trim();
  const known = graph.nodes.find(({ id }) => id === nodeId(kind, name));
  const isNew = mayBeNew && name !== '' && !known;
  const problem = isNew ? newNameProblem(graph, kind, name) : undefined;
  const to: PictureNode | undefined =
    known ?? (isNew ? { ...from, id: nodeId(kind, name), kind, name, standing: 'missing' } : undefined);
  return (
    <AskForm
      title={titleOf(from, kind)}
      submitLabel={kind === 'volume' || from.kind === 'volume' ? t('Next') : t('Connect')}
      isReady={to !== undefined && problem === undefined}
      onClose={onClose}
      onSubmit={() => {
        onClose();
        if (to) edits.link(from, to);
      }}
    >
      {mayBeNew ? (
        <Autocomplete
          label={KIND_WORD[kind]}
          description={t('One of the file, or a new name.')}
          data={names}
          data-autofocus=""
          value={text}
          spellCheck={false}
          error={problem}
          onChange={setText}
        />
      ) : (
        <Select
          label={KIND_WORD[kind]}
          data={names}
          data-autofocus=""
          searchable
          nothingFoundMessage={t('There is no other {{kind}}.', { kind: kindWord(kind) })}
          value={text === '' ? null : text}
          onChange={(value) => setText(value ?? '')}
        />
      )}
      {isNew && problem === undefined && <p className={look.note}>{t('It is new: the file declares it too.')}</p>}
    </AskForm>
  );
}

function servicesWithout(
  nodes: readonly PictureNode[],
  lines: readonly { readonly fromId: string; readonly toId: string; readonly uses: readonly unknown[] }[],
  to: PictureNode,
): readonly PictureNode[] {
  const there = new Set(
    lines.filter(({ toId, uses }) => toId === to.id && uses.length > 0).map(({ fromId }) => fromId),
  );
  return nodes.filter(
    ({ id, kind, standing }) =>
      kind === 'service' && standing === 'declared' && (to.kind === 'volume' || !there.has(id)),
  );
}

function titleOf({ kind, name }: PictureNode, other: UsedKind): string {
  if (kind !== 'service')
    return kind === 'volume' ? t('Mount {{name}} in a service', { name }) : t('A service for {{name}}', { name });
  const words = {
    service: t('What {{name}} waits for', { name }),
    network: t('Connect {{name}} to a network', { name }),
    volume: t('Mount a volume in {{name}}', { name }),
    secret: t('Give {{name}} a secret', { name }),
    config: t('Give {{name}} a config', { name }),
  };
  return words[other];
}
