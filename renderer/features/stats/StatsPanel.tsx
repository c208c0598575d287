import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { statsCommand } from '../../../contract/commands/viewCommands.ts';
import type { StatsSample } from '../../../contract/model/stats.ts';
import { CommandLine, EmptyState, formatMemory, formatSize, Toolbar } from '../../ui/index.ts';
import type { ChartLine } from './Chart.tsx';
import { ChartCard } from './ChartCard.tsx';
import { formatCpu } from './format.ts';
import type { StatsPanelProps } from './lazyStats.tsx';
import { chartData, rateOf } from './series.ts';
import styles from './stats.module.css';
import { useStats, useStatsHistory } from './useStats.ts';
import { t } from './texts/index.ts';

const SPANS = [
  {
    value: '120',
    get label() {
      return t('2 min');
    },
  },
  {
    value: '900',
    get label() {
      return t('15 min');
    },
  },
  {
    value: '3600',
    get label() {
      return t('1 hour');
    },
  },
];

const CPU_LINES: readonly ChartLine[] = [
  {
    get label() {
      return t('CPU');
    },
    color: '--g-series-1',
  },
];
const MEMORY_LINES: readonly ChartLine[] = [
  {
    get label() {
      return t('Used');
    },
    color: '--g-series-1',
  },
  {
    get label() {
      return t('Limit');
    },
    color: '--g-text-danger',
    isDashed: true,
  },
];
const NETWORK_LINES: readonly ChartLine[] = [
  {
    get label() {
      return t('Received');
    },
    color: '--g-series-2',
  },
  {
    get label() {
      return t('Sent');
    },
    color: '--g-series-3',
  },
];
const BLOCK_LINES: readonly ChartLine[] = [
  {
    get label() {
      return t('Read');
    },
    color: '--g-series-5',
  },
  {
    get label() {
      return t('Written');
    },
    color: '--g-series-4',
  },
];
const PID_LINES: readonly ChartLine[] = [
  {
    get label() {
      return t('Processes and threads');
    },
    color: '--g-series-7',
  },
];

const formatRate = (bytes: number) => `${formatSize(bytes)}/s`;
const formatWholePercent = (percent: number) => `${Number(percent.toPrecision(3))}%`;
const formatCount = (count: number) => String(Math.round(count * 10) / 10);

export function StatsPanel({ context, id, name = id.slice(0, 12), cliArgs, isRunning = true }: StatsPanelProps) {
  const samples = useStatsHistory(context, id);
  const { sample: current } = useStats(context, id);
  const [span, setSpan] = useState('120');
  const spanSeconds = Number(span);
  const data = useMemo(() => columnsOf(samples), [samples]);

  if (samples.length === 0 && !isRunning) {
    return (
      <EmptyState title={t('Nothing was measured')}>
        {t('It does not run, and it was not looked at in the last hour. Start it to see what it uses.')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.panel}>
      <Toolbar label={t('Span of time')}>
        <SegmentedControl size="xs" data={SPANS} value={span} onChange={setSpan} aria-label={t('Span of time')} />
        <span className={styles.note}>
          {isRunning ? t('Once a second, as docker stats counts.') : t('It does not run. This is what was seen of it.')}
        </span>
      </Toolbar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={styles.charts} aria-label={t('Charts')} tabIndex={0}>
        <ChartCard
          title={t('CPU')}
          now={current && formatCpu(current.cpuPercent)}
          data={data.cpu}
          lines={CPU_LINES}
          format={formatCpu}
          formatTick={formatWholePercent}
          spanSeconds={spanSeconds}
          leastMax={1}
        />
        <ChartCard
          title={t('Memory')}
          now={current && memoryNow(current)}
          data={data.memory}
          lines={MEMORY_LINES}
          format={formatMemory}
          isBinary
          spanSeconds={spanSeconds}
          leastMax={1024 * 1024}
        />
        <ChartCard
          title={t('Network')}
          now={current && `${formatSize(current.networkRxBytes)} / ${formatSize(current.networkTxBytes)}`}
          data={data.network}
          lines={NETWORK_LINES}
          format={formatRate}
          spanSeconds={spanSeconds}
          leastMax={1000}
        />
        <ChartCard
          title={t('Block I/O')}
          now={current && `${formatSize(current.blockReadBytes)} / ${formatSize(current.blockWriteBytes)}`}
          data={data.block}
          lines={BLOCK_LINES}
          format={formatRate}
          spanSeconds={spanSeconds}
          leastMax={1000}
        />
        <ChartCard
          title={t('PIDs')}
          now={current && String(current.pids)}
          data={data.pids}
          lines={PID_LINES}
          format={formatCount}
          spanSeconds={spanSeconds}
          leastMax={4}
        />
      </section>
      {isRunning && (
        <footer className={styles.command}>
          <CommandLine isCompact command={statsCommand(name, cliArgs)} label={t('The same on the command line')} />
        </footer>
      )}
    </div>
  );
}

function memoryNow({ memoryBytes, memoryLimitBytes }: StatsSample): string {
  const percent = memoryLimitBytes > 0 ? ` (${((memoryBytes / memoryLimitBytes) * 100).toFixed(2)}%)` : '';
  return `${formatMemory(memoryBytes)} / ${formatMemory(memoryLimitBytes)}${percent}`;
}

/** The limit is drawn once it comes near: before, its line would press the other one flat. */
const limitWhenNear = ({ memoryBytes, memoryLimitBytes }: StatsSample) =>
  memoryBytes * 3 > memoryLimitBytes ? memoryLimitBytes : null;

const columnsOf = (samples: readonly StatsSample[]) => ({
  cpu: chartData(samples, [({ cpuPercent }) => cpuPercent]),
  memory: chartData(samples, [({ memoryBytes }) => memoryBytes, limitWhenNear]),
  network: chartData(samples, [rateOf('networkRxBytes'), rateOf('networkTxBytes')]),
  block: chartData(samples, [rateOf('blockReadBytes'), rateOf('blockWriteBytes')]),
  pids: chartData(samples, [({ pids }) => pids]),
});
