import { Link } from 'wouter';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState } from '../../../ui/index.ts';
import { engineHost, PortsCell, StateCell } from '../../containers/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { CpuCell, MemoryCell } from '../../stats/index.ts';
import styles from './Detail.module.css';
import { isOneOff } from './serviceRows.ts';
import { t } from '../texts/index.ts';

interface ContainersTabProps {
  readonly context: string;
  readonly containers: readonly ContainerSummary[];
}

/** Each container of the stack, those of one-off runs included, with what it uses. */
export function ContainersTab({ context, containers }: ContainersTabProps) {
  const host = engineHost(useSelectedContext());
  if (containers.length === 0) {
    return <EmptyState title={t('No containers')}>{t('They are made when the stack is brought up.')}</EmptyState>;
  }
  return (
    <div className={shared.scroll}>
      <table className={shared.table} aria-label={t('Containers')}>
        <thead>
          <tr>
            <th scope="col" className={styles.first}>
              {t('Container')}
            </th>
            <th scope="col">{t('State')}</th>
            <th scope="col" data-align="end">
              CPU
            </th>
            <th scope="col" data-align="end">
              {t('Memory')}
            </th>
            <th scope="col">{t('Ports')}</th>
          </tr>
        </thead>
        <tbody>
          {containers.map((container) => (
            <tr key={container.id}>
              <td>
                <Link href={`/containers/${container.id}`} title={container.name}>
                  {shortName(container)}
                </Link>
                {isOneOff(container) && (
                  <span className={styles.mark} data-tip={t('Of docker compose run')}>
                    {t('one-off')}
                  </span>
                )}
                <span className={styles.sub}>{container.image}</span>
              </td>
              <td>
                <StateCell container={container} context={context} hasDot />
              </td>
              <td className={styles.usage}>
                <CpuCell context={context} id={container.id} isRunning={container.state === 'running'} />
              </td>
              <td className={styles.usage}>
                <MemoryCell context={context} id={container.id} isRunning={container.state === 'running'} />
              </td>
              <td>
                <span className={styles.ports}>
                  <PortsCell ports={container.ports} {...(host !== undefined && { host })} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Without the project: it is said above. */
const shortName = ({ name, stack }: ContainerSummary): string =>
  stack && name.startsWith(`${stack.project}-`) ? name.slice(stack.project.length + 1) : name;
