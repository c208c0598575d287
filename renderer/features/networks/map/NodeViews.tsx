import { IconLock, IconServer2, IconWorld } from '@tabler/icons-react';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { StatusDot } from '../../../ui/index.ts';
import styles from './Map.module.css';
import type { BoxNode, FrameNode, WorldNode } from './nodes.ts';
import { t } from '../texts/index.ts';

const Frame = memo(({ data }: NodeProps<FrameNode>) => (
  <div className={styles.frame} data-kind={data.kind} data-light={data.light}>
    <div className={styles.frameHead}>
      {data.kind === 'closed' && <IconLock size={14} aria-hidden="true" />}
      {data.kind === 'host' && <IconServer2 size={14} aria-hidden="true" />}
      <span className={styles.frameTitle}>{data.title}</span>
      <span className={styles.frameNote}>{data.note}</span>
    </div>
  </div>
));

const Box = memo(({ data }: NodeProps<BoxNode>) => (
  <div
    className={styles.box}
    data-light={data.light}
    data-down={data.state !== 'running' || undefined}
    title={data.name}
  >
    <span className={styles.boxName}>
      <StatusDot tone={data.health === 'unhealthy' ? 'unhealthy' : data.state} />
      <span className={styles.clipped}>{data.name}</span>
    </span>
    <span className={styles.boxDetail}>{data.detail}</span>
  </div>
));

const World = memo(({ data }: NodeProps<WorldNode>) => (
  <div className={styles.world} data-light={data.light}>
    <IconWorld size={18} aria-hidden="true" />
    {t('Outside')}
  </div>
));

export const nodeTypes = { frame: Frame, box: Box, world: World };
