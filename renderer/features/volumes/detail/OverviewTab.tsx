import { Link } from 'wouter';
import type { VolumeDetail } from '../../../../contract/model/volume.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { formatDateTime, KeyValues, RelativeTime, StatusDot } from '../../../ui/index.ts';
import type { VolumeRow } from '../list/volumeRows.ts';
import { GrowthChart } from './GrowthChart.tsx';
import { stateWord } from '../../containers/index.ts';
import { t } from '../texts/index.ts';

interface OverviewTabProps {
  readonly row: VolumeRow;
  readonly detail: VolumeDetail;
  readonly isMeasuring: boolean;
  readonly onMeasure: () => void;
}

/** What the volume is, who has it, and how it grew. */
export function OverviewTab({ row, detail, isMeasuring, onMeasure }: OverviewTabProps) {
  return (
    <div className={shared.scroll}>
      <section className={shared.block} aria-label={t('Identity')}>
        <h3>{t('Identity')}</h3>
        <KeyValues items={identityOf(row)} />
      </section>
      <section className={shared.block} aria-label={t('Containers')}>
        <h3>{t('Containers')}</h3>
        <Users row={row} />
      </section>
      <section className={shared.block} aria-label={t('Size')}>
        <h3>{t('Size')}</h3>
        <GrowthChart sizes={detail.sizes} isMeasuring={isMeasuring} onMeasure={onMeasure} />
      </section>
      <Pairs title={t('Options')} values={detail.options} />
      <Pairs title={t('Labels')} values={detail.labels} />
    </div>
  );
}

function identityOf({ volume, origin, stack }: VolumeRow) {
  return [
    { key: t('Name'), value: volume.name, copy: volume.name, isMono: true },
    { key: t('Driver'), value: volume.driver },
    { key: t('Scope'), value: volume.scope === 'local' ? t('this engine') : t('the whole cluster') },
    { key: t('Mountpoint'), value: volume.mountpoint || undefined, copy: volume.mountpoint, isMono: true },
    {
      key: t('Created'),
      value:
        volume.createdAt > 0 ? (
          <>
            <RelativeTime at={volume.createdAt} />{' '}
            <span className={shared.faint}>{formatDateTime(volume.createdAt)}</span>
          </>
        ) : undefined,
    },
    {
      key: t('Stack'),
      value: stack !== undefined && <Link href={`/stacks/${encodeURIComponent(stack)}`}>{stack}</Link>,
    },
    {
      key: t('Comes from'),
      value:
        origin &&
        t('{{destination}} of {{container}} ({{image}}), which gave it no name', {
          destination: origin.destination,
          container: origin.container,
          image: origin.image,
        }),
    },
  ];
}

function Users({ row }: { readonly row: VolumeRow }) {
  if (row.users.length === 0) return <p className={shared.faint}>{t('No container has it.')}</p>;
  return (
    <table className={shared.table}>
      <thead>
        <tr>
          <th scope="col">{t('Container')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col">{t('In the container')}</th>
          <th scope="col">{t('Access')}</th>
        </tr>
      </thead>
      <tbody>
        {row.users.map(({ id, name, state, destination, isReadOnly }) => (
          <tr key={`${id} ${destination}`}>
            <td>
              <Link href={`/containers/${id}`}>{name}</Link>
            </td>
            <td>
              <StatusDot tone={state} /> {stateWord({ state })}
            </td>
            <td className={shared.mono}>{destination}</td>
            <td>{isReadOnly ? t('read-only') : t('read and write')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pairs({ title, values }: { readonly title: string; readonly values: Readonly<Record<string, string>> }) {
  const pairs = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (pairs.length === 0) return null;
  return (
    <section className={shared.block} aria-label={title}>
      <h3>{title}</h3>
      <KeyValues items={pairs.map(([key, value]) => ({ key, value: value || '(empty)', copy: value, isMono: true }))} />
    </section>
  );
}
