import { joinWords } from '../../../../contract/commands/words.ts';
import type { ImageDetail, ImageHealthcheck } from '../../../../contract/model/image.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { formatDateTime, formatElapsed, formatSize, KeyValues, RelativeTime } from '../../../ui/index.ts';
import type { ImageRow } from '../list/imageRows.ts';
import { shortId } from '../text/reference.ts';
import { plural, t } from '../texts/index.ts';

interface OverviewTabProps {
  readonly row: ImageRow;
  readonly detail: ImageDetail;
}

/** What the image is, what a container of it starts with, and what is written on it. */
export function OverviewTab({ row, detail }: OverviewTabProps) {
  return (
    <div className={shared.scroll}>
      <section className={shared.block} aria-label={t('Identity')}>
        <h3>{t('Identity')}</h3>
        <KeyValues items={identityFacts(row, detail)} />
      </section>
      <section className={shared.block} aria-label={t('What a container starts with')}>
        <h3>{t('What a container starts with')}</h3>
        <KeyValues items={configFacts(detail)} />
      </section>
      <Pairs title={t('Environment')} pairs={detail.env.map(pairOf)} />
      <Pairs title={t('Labels')} pairs={Object.entries(detail.labels).toSorted(([a], [b]) => (a < b ? -1 : 1))} />
    </div>
  );
}

const moment = (at: number | undefined) =>
  at === undefined || at === 0 ? undefined : (
    <>
      <RelativeTime at={at} /> <span className={shared.faint}>{formatDateTime(at)}</span>
    </>
  );

function identityFacts({ reference }: ImageRow, detail: ImageDetail) {
  const { id, tags, digests, createdAt, lastTaggedAt, platforms, layers, sizeBytes, author, comment, parentId } =
    detail;
  const others = tags.filter((tag) => tag !== reference);
  return [
    { key: t('Id'), value: shortId(id), copy: id, isMono: true },
    { key: t('Other names'), value: others.join(', ') || undefined },
    ...digests.map((digest, index) => ({
      key: index === 0 ? t('Digest') : t('Digest {{index}}', { index: index + 1 }),
      value: digest,
      copy: digest,
      isMono: true,
    })),
    { key: t('Platform'), value: platforms.join(', ') },
    {
      key: t('Size'),
      value: plural(layers.length, '{{size}} in 1 layer', '{{size}} in {{count}} layers', {
        size: formatSize(sizeBytes),
      }),
    },
    { key: t('Created'), value: moment(createdAt) },
    { key: t('Named here'), value: moment(lastTaggedAt) },
    { key: t('Made from'), value: parentId && shortId(parentId), copy: parentId, isMono: true },
    { key: t('Author'), value: author || undefined },
    { key: t('Message'), value: comment || undefined },
  ];
}

function configFacts(detail: ImageDetail) {
  const { entrypoint, command, workingDir, user, exposedPorts, volumes, stopSignal, shell, onBuild } = detail;
  const words = (list: readonly string[]) => (list.length > 0 ? joinWords(list) : undefined);
  return [
    { key: t('Entrypoint'), value: words(entrypoint), copy: words(entrypoint), isMono: true },
    { key: t('Command'), value: words(command), copy: words(command), isMono: true },
    { key: t('Working folder'), value: workingDir || '/', isMono: true },
    { key: t('User'), value: user || t('root, as the image says nothing') },
    {
      key: t('Ports'),
      value: exposedPorts.map((port) => `${port.containerPort}/${port.protocol}`).join(', ') || undefined,
    },
    { key: t('Volumes'), value: volumes.join(', ') || undefined, isMono: true },
    { key: t('Health check'), value: detail.healthcheck && healthText(detail.healthcheck) },
    { key: t('Stopped with'), value: stopSignal || undefined },
    { key: t('Shell'), value: words(shell), isMono: true },
    { key: t('When built upon'), value: onBuild.join('; ') || undefined, isMono: true },
  ];
}

function healthText({ test, intervalMs, timeoutMs, retries }: ImageHealthcheck): string {
  const [kind, ...words] = test;
  if (kind === 'NONE') return t('none, whatever the base image has');
  return [
    words.join(' '),
    intervalMs && t('every {{interval}}', { interval: formatElapsed(intervalMs) }),
    timeoutMs && t('at most {{timeout}}', { timeout: formatElapsed(timeoutMs) }),
    retries && t('{{retries}} tries', { retries }),
  ]
    .filter(Boolean)
    .join(', ');
}

const pairOf = (text: string): readonly [string, string] => {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: readonly (readonly [string, string])[] }) {
  if (pairs.length === 0) return null;
  return (
    <section className={shared.block} aria-label={title}>
      <h3>{title}</h3>
      <KeyValues items={pairs.map(([key, value]) => ({ key, value: value || '(empty)', copy: value, isMono: true }))} />
    </section>
  );
}
