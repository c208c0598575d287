import type { ContainerMount } from '../../../../contract/model/container.ts';
import { CopyButton, EmptyState } from '../../../ui/index.ts';
import { TermLink } from '../../help/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { t } from '../texts/index.ts';

interface MountsTabProps {
  readonly mounts: readonly ContainerMount[];
}

const KIND: Record<ContainerMount['type'], string> = {
  get bind() {
    return t('Folder');
  },
  get volume() {
    return t('Volume');
  },
  get tmpfs() {
    return t('In memory');
  },
  get npipe() {
    return t('Named pipe');
  },
  get cluster() {
    return t('Cluster volume');
  },
  get image() {
    return t('Image');
  },
};

const isAnonymous = (name: string | undefined) => name !== undefined && /^[0-9a-f]{64}$/.test(name);

export function MountsTab({ mounts }: MountsTabProps) {
  if (mounts.length === 0) {
    return (
      <EmptyState title={t('Nothing is mounted')}>
        {t('Everything it writes is in its own layer, and goes with the container. A volume keeps files beyond it.')}{' '}
        <TermLink term="volume" />
      </EmptyState>
    );
  }
  return (
    <div className={shared.scroll}>
      <table className={`${shared.table} ${styles.mounts}`}>
        <thead>
          <tr>
            <th>{t('In the container')}</th>
            <th>{t('Kind')}</th>
            <th>{t('What is there')}</th>
            <th>{t('Access')}</th>
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
                  {isAnonymous(name) ? t('Anonymous volume') : KIND[type]}
                  {driver !== undefined && driver !== 'local' && <span className={shared.faint}> {driver}</span>}
                </td>
                <td className={shared.mono} title={source}>
                  {from}
                  {source !== '' && <CopyButton text={source} label={t('Copy {{source}}', { source })} />}
                </td>
                <td>{isReadOnly ? t('read-only') : t('read and write')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
