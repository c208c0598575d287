import type { ContainerMount } from '../../../../contract/model/container.ts';
import { CopyButton, EmptyState } from '../../../ui/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';

interface MountsTabProps {
  readonly mounts: readonly ContainerMount[];
}

const KIND: Record<ContainerMount['type'], string> = {
  bind: 'Folder',
  volume: 'Volume',
  tmpfs: 'In memory',
  npipe: 'Named pipe',
  cluster: 'Cluster volume',
  image: 'Image',
};

const isAnonymous = (name: string | undefined) => name !== undefined && /^[0-9a-f]{64}$/.test(name);

export function MountsTab({ mounts }: MountsTabProps) {
  if (mounts.length === 0) {
    return (
      <EmptyState title="Nothing is mounted">
        Everything it writes is in its own layer, and goes with the container. A volume keeps files beyond it.
      </EmptyState>
    );
  }
  return (
    <div className={shared.scroll}>
      <table className={`${shared.table} ${styles.mounts}`}>
        <thead>
          <tr>
            <th>In the container</th>
            <th>Kind</th>
            <th>What is there</th>
            <th>Access</th>
          </tr>
        </thead>
        <tbody>
          {mounts.map((mount) => {
            const { destination, type, name, source, isReadOnly, driver } = mount;
            const from = isAnonymous(name) ? (name?.slice(0, 12) ?? '') : (name ?? source);
            return (
              <tr key={destination}>
                <td className={shared.mono}>{destination}</td>
                <td>
                  {isAnonymous(name) ? 'Anonymous volume' : KIND[type]}
                  {driver !== undefined && driver !== 'local' && <span className={shared.faint}> {driver}</span>}
                </td>
                <td className={shared.mono} title={source}>
                  {from}
                  {source !== '' && <CopyButton text={source} label={`Copy ${source}`} />}
                </td>
                <td>{isReadOnly ? 'read-only' : 'read and write'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
