import { Link } from 'wouter';
import { joinWords } from '../../../../contract/commands/words.ts';
import { restartAmount } from '../../../../contract/commands/containerCommands.ts';
import type { ContainerDetail, ContainerSummary } from '../../../../contract/model/container.ts';
import { formatDateTime, formatElapsed, formatMemory, KeyValues, RelativeTime } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { connectionsOf } from '../text/connectionText.ts';
import { explainExit } from '../text/exitCode.ts';
import { engineHost } from '../text/ports.ts';
import { isUp } from '../text/state.ts';
import styles from '../../../ui/detail/Detail.module.css';
import { FindingPanel } from './FindingPanel.tsx';
import { Traffic } from './Traffic.tsx';
import { t } from '../texts/index.ts';

interface OverviewTabProps {
  readonly context: string;
  readonly detail: ContainerDetail;
  readonly summary: ContainerSummary;
}

/** What matters, first what is wrong. */
export function OverviewTab({ context, detail, summary }: OverviewTabProps) {
  const host = engineHost(useSelectedContext());
  return (
    <div className={styles.scroll}>
      {/* What inspect said before the state changed would explain another state. */}
      {detail.state === summary.state && <FindingPanel context={context} detail={detail} />}
      <Traffic detail={detail} host={host} />
      <Connections detail={detail} host={host} />
      <section className={styles.block} aria-label={t('State')}>
        <h3>{t('State')}</h3>
        <KeyValues items={stateFacts(detail)} />
      </section>
      <section className={styles.block} aria-label={t('Program')}>
        <h3>{t('Program')}</h3>
        <KeyValues items={programFacts(detail)} />
      </section>
      <section className={styles.block} aria-label={t('Limits')}>
        <h3>{t('Limits')}</h3>
        <KeyValues items={limitFacts(detail)} />
      </section>
      <section className={styles.block} aria-label={t('Identity')}>
        <h3>{t('Identity')}</h3>
        <KeyValues items={identityFacts(detail)} />
      </section>
      <Labels labels={detail.labels} />
    </div>
  );
}

/** What a database’s own tools are given; the password is only copied. */
function Connections({ detail, host }: { readonly detail: ContainerDetail; readonly host: string | undefined }) {
  const connections = connectionsOf(detail, host);
  if (connections.length === 0) return null;
  return (
    <section className={styles.block} aria-label={t('Connect')}>
      <h3>{t('Connect')}</h3>
      <KeyValues
        items={connections.map(({ name, text, shown }) => ({ key: name, value: shown, copy: text, isMono: true }))}
      />
    </section>
  );
}

const moment = (at: number | undefined) =>
  at === undefined ? undefined : (
    <>
      <RelativeTime at={at} /> <span className={styles.faint}>{formatDateTime(at)}</span>
    </>
  );

function stateFacts(detail: ContainerDetail) {
  const { startedAt, finishedAt, exitCode, isOomKilled, startError, restartCount, restartPolicy, state } = detail;
  const hasEnded = !isUp(state) && finishedAt !== undefined;
  const ranFor = hasEnded && startedAt !== undefined ? Math.max(0, finishedAt - startedAt) : undefined;
  const end =
    hasEnded && exitCode !== undefined
      ? `${exitCode}: ${explainExit({ exitCode, isOomKilled, startError }).summary}`
      : undefined;
  return [
    { key: t('Started'), value: moment(startedAt) },
    { key: t('Ended'), value: hasEnded ? moment(finishedAt) : undefined },
    { key: t('Ran for'), value: ranFor === undefined ? undefined : formatElapsed(ranFor) },
    { key: t('Exit code'), value: end },
    {
      key: t('Restart policy'),
      value: restartPolicy.name === 'no' ? t('never restarted') : restartAmount(restartPolicy),
    },
    { key: t('Restarts'), value: restartCount > 0 ? restartCount : undefined },
    { key: t('When it ends'), value: detail.isAutoRemoved ? t('it is removed') : undefined },
    {
      key: t('Process id'),
      value: detail.pid ? t('{{pid}} on the machine of the engine', { pid: detail.pid }) : undefined,
    },
  ];
}

function programFacts(detail: ContainerDetail) {
  const { entrypoint, command } = detail;
  const words = (list: readonly string[]) => (list.length > 0 ? joinWords(list) : undefined);
  const stop =
    detail.stopTimeoutSeconds === undefined
      ? ''
      : t(', killed after {{stopTimeoutSeconds}} s', { stopTimeoutSeconds: detail.stopTimeoutSeconds });
  return [
    { key: t('Entrypoint'), value: words(entrypoint), copy: words(entrypoint), isMono: true },
    { key: t('Command'), value: words(command), copy: words(command), isMono: true },
    { key: t('Working folder'), value: detail.workingDir || '/', isMono: true },
    { key: t('User'), value: detail.user || t('root, as the image says nothing') },
    { key: t('Terminal'), value: terminalText(detail) },
    { key: t('Stopped with'), value: `${detail.stopSignal}${stop}` },
    { key: t('Privileged'), value: detail.isPrivileged ? t('yes: it can do everything on the machine') : undefined },
    { key: t('Own files'), value: detail.isRootReadOnly ? t('read-only') : undefined },
  ];
}

function terminalText({ hasTty, hasOpenStdin }: ContainerDetail): string | undefined {
  if (hasTty && hasOpenStdin) return 'interactive';
  if (hasTty) return t('yes, without input');
  return hasOpenStdin ? t('no, but its input is open') : undefined;
}

function limitFacts({ limits }: ContainerDetail) {
  const { memoryBytes, memorySwapBytes, memoryReservationBytes, cpus, cpuShares, cpusetCpus, pids } = limits;
  const swap = memorySwapBytes < 0 ? 'unlimited' : memorySwapBytes > 0 ? formatMemory(memorySwapBytes) : undefined;
  return [
    { key: t('Memory'), value: memoryBytes > 0 ? formatMemory(memoryBytes) : t('no limit') },
    { key: t('Memory and swap'), value: swap },
    { key: t('Reservation'), value: memoryReservationBytes > 0 ? formatMemory(memoryReservationBytes) : undefined },
    { key: 'CPUs', value: cpus > 0 ? cpus : 'no limit' },
    { key: 'CPU shares', value: cpuShares > 0 ? cpuShares : undefined },
    { key: t('Only CPUs'), value: cpusetCpus || undefined },
    { key: t('Processes'), value: pids > 0 ? pids : undefined },
  ];
}

function identityFacts(detail: ContainerDetail) {
  const { id, image, imageId, stack } = detail;
  return [
    { key: t('Id'), value: id.slice(0, 12), copy: id, isMono: true },
    { key: t('Image'), value: image, copy: image },
    { key: t('Image id'), value: imageId.replace('sha256:', '').slice(0, 12), copy: imageId, isMono: true },
    { key: t('Created'), value: moment(detail.createdAt) },
    { key: t('Hostname'), value: detail.hostname, isMono: true },
    { key: t('Platform'), value: detail.platform },
    {
      key: t('Stack'),
      value: stack && (
        <>
          <Link href={`/stacks/${encodeURIComponent(stack.project)}`}>{stack.project}</Link>
          {stack.service !== undefined && ` / ${stack.service}`}
        </>
      ),
    },
    { key: t('Stack files'), value: stack?.configFiles?.join(', '), isMono: true },
    { key: t('Log driver'), value: detail.logDriver },
    { key: t('Runtime'), value: detail.runtime },
  ];
}

function Labels({ labels }: Pick<ContainerDetail, 'labels'>) {
  const entries = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return null;
  return (
    <section className={styles.block} aria-label={t('Labels')}>
      <h3>{t('Labels')}</h3>
      <KeyValues
        items={entries.map(([key, value]) => ({ key, value: value || '(empty)', copy: value, isMono: true }))}
      />
    </section>
  );
}
