import { Link } from 'wouter';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { NetworkSummary } from '../../../../contract/model/network.ts';
import { compareText } from '../../../ui/compareText.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { StatusDot } from '../../../ui/index.ts';
import styles from './Map.module.css';
import { publishedOf } from './graph.ts';
import { t } from '../texts/index.ts';

interface MapTableProps {
  readonly containers: readonly ContainerSummary[];
  readonly networks: readonly NetworkSummary[];
  readonly onChoose: (id: string) => void;
}

/** The same as the picture, to be read: each container with its networks, its ports and who it needs. */
export function MapTable({ containers, networks, onChoose }: MapTableProps) {
  const internal = new Set(networks.flatMap(({ id, isInternal }) => (isInternal ? [id] : [])));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={styles.tableBox} tabIndex={0} aria-label={t('Map as a table')}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th scope="col">{t('Container')}</th>
            <th scope="col">{t('Networks')}</th>
            <th scope="col">{t('Published')}</th>
            <th scope="col">{t('Needs')}</th>
            <th scope="col">
              <span className="g-visually-hidden">{t('What it reaches')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {containers
            .toSorted((a, b) => compareText(a.name, b.name))
            .map((container) => {
              const { id, name, state, labels } = container;
              const needs = (labels['com.docker.compose.depends_on'] ?? '')
                .split(',')
                .map((part) => part.split(':')[0]);
              return (
                <tr key={id}>
                  <th scope="row" className={styles.rowHead}>
                    <StatusDot tone={state} label={state} /> <Link href={`/containers/${id}`}>{name}</Link>
                  </th>
                  <td>
                    {container.networks.map(({ name: network, networkId = '' }, index) => (
                      <span key={network}>
                        {index > 0 && ', '}
                        <Link href={`/networks/${networkId}`}>{network}</Link>
                        {internal.has(networkId) && t(' (internal)')}
                      </span>
                    ))}
                    {container.networks.length === 0 && <span className={shared.faint}>{t('none of its own')}</span>}
                  </td>
                  <td className={shared.mono}>
                    {publishedOf(container)
                      .map(({ hostIp, hostPort, containerPort }) => `${hostIp}:${hostPort} → ${containerPort}`)
                      .join(', ')}
                  </td>
                  <td>{needs.filter(Boolean).join(', ')}</td>
                  <td className={shared.rowButtons}>
                    <button
                      type="button"
                      className={styles.linkLike}
                      aria-label={t('What {{name}} reaches', { name })}
                      onClick={() => onChoose(id)}
                    >
                      {t('What it reaches')}
                    </button>
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </section>
  );
}
