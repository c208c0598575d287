import {
  IconAlertTriangle,
  IconBox,
  IconDatabase,
  IconFileText,
  IconKey,
  IconTopologyStar3,
  IconWorld,
} from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { StatusDot } from '../../../../ui/index.ts';
import type { NodeKind } from '../graph/kinds.ts';
import type { FlowNode } from './flowNodes.ts';
import styles from './Picture.module.css';

export const KIND_ICON = {
  service: IconBox,
  port: IconWorld,
  network: IconTopologyStar3,
  volume: IconDatabase,
  secret: IconKey,
  config: IconFileText,
} satisfies Record<NodeKind, typeof IconBox>;

const Thing = memo(({ data: { node, live, light } }: NodeProps<FlowNode>) => {
  const { kind, name, note, standing, wrong } = node;
  const Icon = KIND_ICON[kind];
  return (
    <div
      className={styles.node}
      data-kind={kind}
      data-standing={standing}
      data-light={light}
      data-wrong={wrong.length > 0 || undefined}
      title={[name, note, ...wrong].filter(Boolean).join('\n')}
    >
      <span className={styles.nodeName}>
        {live ? <StatusDot tone={live.tone} /> : <Icon size={14} aria-hidden="true" />}
        <span className={styles.clipped}>{name}</span>
        {wrong.length > 0 && <IconAlertTriangle size={14} className={styles.wrongIcon} aria-hidden="true" />}
      </span>
      {note !== '' && <span className={styles.nodeNote}>{note}</span>}
      {live && <span className={styles.nodeNote}>{live.words}</span>}
      {kind !== 'port' && (
        <>
          <Handle type="target" id="in" position={Position.Left} className={styles.target} isConnectableStart={false} />
          <Handle type="source" id="out" position={Position.Right} className={styles.source} />
        </>
      )}
    </div>
  );
});

export const nodeTypes = { thing: Thing };
