import { formatMemory, formatPercent } from '../../ui/index.ts';
import { useHostUsage } from './hostUsage.ts';
import styles from './Shell.module.css';
import { t } from './texts/index.ts';

/** CPU and memory of the machine the app runs on, in the status bar. */
export function HostMeter() {
  const usage = useHostUsage();
  if (!usage) return null;
  const { cpuPercent, memoryUsedBytes, memoryTotalBytes } = usage;
  const memory = memoryTotalBytes > 0 ? memoryUsedBytes / memoryTotalBytes : 0;
  return (
    <div className={styles.meters}>
      <Meter
        label={t('Processor of this machine')}
        short="CPU"
        value={cpuPercent / 100}
        text={formatPercent(cpuPercent)}
      />
      <Meter
        label={t('Memory of this machine')}
        short={t('Mem')}
        value={memory}
        text={formatMemory(memoryUsedBytes)}
        detail={t('of {{memoryTotal}}', { memoryTotal: formatMemory(memoryTotalBytes) })}
      />
    </div>
  );
}

interface MeterProps {
  readonly label: string;
  readonly short: string;
  /** From 0 to 1. */
  readonly value: number;
  readonly text: string;
  readonly detail?: string;
}

function Meter({ label, short, value, text, detail = '' }: MeterProps) {
  const fraction = Math.min(1, Math.max(0, value));
  return (
    <span className={styles.meter} data-tip={`${label}: ${text} ${detail}`}>
      <span className={styles.meterName}>{short}</span>
      <meter className="g-visually-hidden" aria-label={label} value={fraction}>
        {text} {detail}
      </meter>
      <span className={styles.track} aria-hidden="true" data-high={fraction > 0.9 || undefined}>
        <span style={{ transform: `scaleX(${fraction.toFixed(3)})` }} />
      </span>
      <span className={styles.meterText}>{text}</span>
    </span>
  );
}
