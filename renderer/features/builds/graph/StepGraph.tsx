import { memo, useMemo } from 'react';
import type { BuildStep } from '../../../../contract/model/build.ts';
import { formatElapsed, formatSize, useNow } from '../../../ui/index.ts';
import { oneLine, STEP_WORDS, stageTitle } from '../text/words.ts';
import styles from './Graph.module.css';
import { type Cell, layoutGraph } from './layoutGraph.ts';
import { StepIcon } from './StepIcon.tsx';
import { t } from '../texts/index.ts';

interface StepGraphProps {
  readonly steps: readonly BuildStep[];
  readonly selectedId?: string;
  readonly onSelect: (id: string) => void;
}

const WIDTH = 204;
const HEIGHT = 46;
const GAP_X = 18;
const GAP_Y = 12;
const LEFT = 16;

const xOf = (lane: number) => LEFT + lane * (WIDTH + GAP_X);
const yOf = (row: number) => row * (HEIGHT + GAP_Y) + 4;

/** The steps in lanes, with what builds on what. */
export function StepGraph({ steps, selectedId, onSelect }: StepGraphProps) {
  const { lanes, cells, edges, rowCount } = useMemo(() => layoutGraph(steps), [steps]);
  const hasPlatforms = new Set(lanes.map(({ platform }) => platform).filter(Boolean)).size > 1;
  const size = { width: xOf(lanes.length), height: yOf(rowCount) };
  return (
    <div className={styles.graph} style={{ minWidth: size.width }}>
      <div className={styles.lanes} aria-hidden="true">
        {lanes.map(({ key, stage, platform }, lane) => (
          <span key={key} style={{ left: xOf(lane), width: WIDTH }}>
            {stage === undefined ? (key === 'before' ? t('Preparation') : t('Result')) : stageTitle(stage)}
            {hasPlatforms && platform && ` · ${platform}`}
          </span>
        ))}
      </div>
      <div className={styles.canvas} style={size}>
        <svg width={size.width} height={size.height} aria-hidden="true">
          {edges.map(({ from, to }) => (
            <path
              key={`${from.step.id} ${to.step.id}`}
              d={pathOf(from, to)}
              data-far={from.lane !== to.lane || undefined}
            />
          ))}
        </svg>
        <ul className={styles.steps} aria-label={t('Steps of the build')}>
          {cells.map(({ step, lane, row }) => (
            <StepCard
              key={step.id}
              step={step}
              x={xOf(lane)}
              y={yOf(row)}
              isSelected={step.id === selectedId}
              onSelect={onSelect}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

function pathOf(from: Cell, to: Cell): string {
  const [x1, y1] = [xOf(from.lane) + WIDTH / 2, yOf(from.row) + HEIGHT];
  const [x2, y2] = [xOf(to.lane) + WIDTH / 2, yOf(to.row)];
  if (from.lane === to.lane) return `M${x1} ${y1}V${y2}`;
  const bend = Math.max(14, (y2 - y1) / 2);
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

interface StepCardProps {
  readonly step: BuildStep;
  readonly x: number;
  readonly y: number;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
}

const StepCard = memo(function StepCard({ step, x, y, isSelected, onSelect }: StepCardProps) {
  const { state, startedAt, durationMs = 0, progress } = step;
  const isRunning = state === 'running';
  // Tenths that race help nobody.
  const elapsed = useNow((now) =>
    isRunning && startedAt !== undefined ? formatElapsed(Math.max(0, Math.floor((now - startedAt) / 1000) * 1000)) : '',
  );
  const took = isRunning ? elapsed : state === 'done' || state === 'failed' ? formatElapsed(durationMs) : '';
  const name = oneLine(step.instruction);
  const moving = progress && progress.doneBytes > 0 ? amount(progress) : '';
  return (
    <li style={{ left: x, top: y, width: WIDTH, height: HEIGHT }}>
      <button
        type="button"
        className={styles.card}
        data-state={state}
        aria-pressed={isSelected}
        aria-label={`${name}: ${STEP_WORDS[state]}${took === '' ? '' : `, ${took}`}`}
        title={step.error === undefined ? step.name : `${step.name}\n${step.error}`}
        onClick={() => onSelect(step.id)}
      >
        <StepIcon state={state} />
        <span className={styles.body}>
          <span className={styles.name}>{name}</span>
          <span className={styles.note}>
            <span>{moving || STEP_WORDS[state]}</span>
            <span>{took}</span>
          </span>
        </span>
      </button>
    </li>
  );
});

const amount = ({ label, doneBytes, totalBytes }: NonNullable<BuildStep['progress']>) =>
  totalBytes === undefined
    ? `${label.replace(/^sha256:\w+$/, 'layer').split(' ', 1)[0]} ${formatSize(doneBytes)}`
    : t('{{split}} {{done}} of {{total}}', {
        split: label.replace(/^sha256:\w+$/, 'layer').split(' ', 1)[0] ?? '',
        done: formatSize(doneBytes),
        total: formatSize(totalBytes),
      });
