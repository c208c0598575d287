import { Link } from 'wouter';
import type { ContainerPort, ContainerSummary } from '../../../../contract/model/container.ts';
import type { StackDetail, StackSummary } from '../../../../contract/model/stack.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState, StatusDot, type StatusTone } from '../../../ui/index.ts';
import { engineHost, PortsCell } from '../../containers/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { DriftSection, StackActions } from '../../stackRuns/index.ts';
import { serviceToRun, toRun } from '../actions/toRun.ts';
import { statusText } from '../text/words.ts';
import { DefinitionNotices } from './DefinitionNotices.tsx';
import styles from './Detail.module.css';
import { isOff, runningText, type ServiceRow, serviceRows } from './serviceRows.ts';
import { t } from '../texts/index.ts';

interface ServicesTabProps {
  readonly context: string;
  readonly stack: StackSummary;
  readonly detail: StackDetail | undefined;
  readonly containers: readonly ContainerSummary[];
}

/** Each service as it is wanted and as it is. */
export function ServicesTab({ context, stack, detail, containers }: ServicesTabProps) {
  const rows = serviceRows(containers, detail?.services);
  const run = toRun(context, stack);
  const host = engineHost(useSelectedContext());
  return (
    <div className={shared.scroll}>
      <DefinitionNotices stack={stack} detail={detail} />
      <DriftSection stack={run} version={versionOf(stack, containers)} />
      {rows.length === 0 && detail !== undefined && (
        <EmptyState title={t('No services')}>
          {detail.services === undefined
            ? t('{{status}}. Its definition cannot be read: nobody knows its services.', {
                status: statusText(stack.status),
              })
            : t('Its definition has none.')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <table className={shared.table} aria-label={t('Services')}>
          <thead>
            <tr>
              <th scope="col" className={styles.first}>
                {t('Service')}
              </th>
              <th scope="col">{t('State')}</th>
              <th scope="col">{t('Containers')}</th>
              <th scope="col">{t('Ports')}</th>
              <th scope="col">
                <span className="g-visually-hidden">{t('Actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>
                  <ServiceName row={row} />
                </td>
                <td>
                  <span className={styles.state}>
                    <StatusDot tone={toneOf(row)} />
                    <span className={isOff(row) ? shared.faint : undefined}>{stateOf(row)}</span>
                  </span>
                </td>
                <td>
                  <ul className={styles.containers}>
                    {row.containers.map((container) => (
                      <li key={container.id}>
                        <Link href={`/containers/${container.id}`} title={container.name}>
                          {shortName(container)}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </td>
                <td>
                  <ServicePorts row={row} host={host} />
                </td>
                <td>
                  <span className={styles.actions}>
                    <StackActions stack={serviceToRun(context, stack, row.name, row.containers)} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function ServiceName({ row: { name, image, wanted, isOrphan } }: { readonly row: ServiceRow }) {
  const needs = wanted?.dependsOn ?? [];
  return (
    <>
      <span className={styles.service}>{name}</span>
      {wanted?.profiles.map((profile) => (
        <span key={profile} className={styles.mark} data-tip={t('It is only started when this profile is on')}>
          {profile}
        </span>
      ))}
      {isOrphan && (
        <span
          className={`${styles.mark} ${styles.warning}`}
          data-tip={t('Its files have no such service any more: up with --remove-orphans removes it')}
        >
          {t('orphan')}
        </span>
      )}
      <span className={styles.sub}>
        {image || (wanted?.buildContext !== undefined && t('built from {{folder}}', { folder: wanted.buildContext }))}
      </span>
      {needs.length > 0 && (
        <span className={styles.sub}>{t('needs {{services}}', { services: needs.join(', ') })}</span>
      )}
    </>
  );
}

function ServicePorts({ row, host }: { readonly row: ServiceRow; readonly host: string | undefined }) {
  if (row.ports.length > 0) {
    return (
      <span className={styles.ports}>
        {/* The same port over IPv4 and IPv6 is one. */}
        {[...new Set(row.ports.map(portKey))].map((key) => (
          <PortsCell
            key={key}
            ports={row.ports.filter((port) => portKey(port) === key)}
            {...(host !== undefined && { host })}
          />
        ))}
      </span>
    );
  }
  const wanted = row.wanted?.ports ?? [];
  return (
    <span className={shared.faint}>
      {wanted
        .map(({ published, target }) => (published === undefined ? String(target) : `${published}→${target}`))
        .join(' ')}
    </span>
  );
}

const portKey = ({ hostPort, containerPort, protocol }: ContainerPort): string =>
  `${hostPort} ${containerPort} ${protocol}`;

const isUnhealthy = ({ containers }: ServiceRow) => containers.some(({ health }) => health === 'unhealthy');
const isStarting = ({ containers }: ServiceRow) => containers.some(({ health }) => health === 'starting');

function stateOf(row: ServiceRow): string {
  if (isUnhealthy(row)) return t('{{running}}, unhealthy', { running: runningText(row) });
  if (isStarting(row)) return t('{{running}}, health check starting', { running: runningText(row) });
  return runningText(row);
}

function toneOf(row: ServiceRow): StatusTone {
  const { containers, runningCount } = row;
  if (containers.length === 0) return 'created';
  if (isUnhealthy(row)) return 'unhealthy';
  if (containers.some(({ state }) => state === 'restarting')) return 'restarting';
  if (isStarting(row)) return 'starting';
  if (runningCount > 0) return runningCount === containers.length ? 'running' : 'starting';
  return containers.some(({ state }) => state === 'paused') ? 'paused' : 'exited';
}

/** Without the project and the service: they are said beside it. */
function shortName({ name, stack }: ContainerSummary): string {
  const usual = `${stack?.project}-${stack?.service}-`;
  return name.startsWith(usual) ? name.slice(usual.length) : name;
}

/** What a difference from the file can come from: the file, or the containers. */
const versionOf = ({ editedAt, networkCount, volumeCount }: StackSummary, containers: readonly ContainerSummary[]) =>
  [editedAt, networkCount, volumeCount, ...containers.map(({ id, state }) => `${id.slice(0, 12)} ${state}`)].join(' ');
