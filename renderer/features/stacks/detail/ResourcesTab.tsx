import { useSelector } from 'react-redux';
import { Link } from 'wouter';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState } from '../../../ui/index.ts';
import { networksSlice, useFollowedNetworks } from '../../networks/index.ts';
import { useFollowedVolumes, volumesSlice } from '../../volumes/index.ts';
import { t } from '../texts/index.ts';

/** The networks and volumes that Compose made for it. */
export function ResourcesTab({ project }: { readonly project: string }) {
  useFollowedNetworks();
  useFollowedVolumes();
  const allNetworks = useSelector(networksSlice.selectors.selectItems);
  const allVolumes = useSelector(volumesSlice.selectors.selectItems);
  const isLoaded = [
    useSelector(networksSlice.selectors.selectIsLoaded),
    useSelector(volumesSlice.selectors.selectIsLoaded),
  ].every(Boolean);
  const networks = allNetworks.filter(({ stack }) => stack === project);
  const volumes = allVolumes.filter(({ stack }) => stack?.project === project);
  if (!isLoaded) return <p className={shared.waiting}>{t('Loading…')}</p>;
  if (networks.length + volumes.length === 0) {
    return (
      <EmptyState title={t('No networks and no volumes')}>
        {t('Those of its definition are made when the stack is brought up. External ones belong to nobody.')}
      </EmptyState>
    );
  }
  return (
    <div className={shared.scroll}>
      {networks.length > 0 && (
        <section className={shared.block} aria-label={t('Networks')}>
          <h3>{t('Networks')}</h3>
          <table className={shared.table}>
            <thead>
              <tr>
                <th scope="col">{t('Name')}</th>
                <th scope="col">{t('Driver')}</th>
                <th scope="col">{t('Subnets')}</th>
              </tr>
            </thead>
            <tbody>
              {networks.map(({ id, name, driver, subnets }) => (
                <tr key={id}>
                  <td>
                    <Link href={`/networks/${id}`}>{name}</Link>
                  </td>
                  <td>{driver}</td>
                  <td className={shared.mono}>{subnets.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {volumes.length > 0 && (
        <section className={shared.block} aria-label={t('Volumes')}>
          <h3>{t('Volumes')}</h3>
          <table className={shared.table}>
            <thead>
              <tr>
                <th scope="col">{t('Name')}</th>
                <th scope="col">{t('Driver')}</th>
              </tr>
            </thead>
            <tbody>
              {volumes.map(({ id, name, driver }) => (
                <tr key={id}>
                  <td>
                    <Link href={`/volumes/${encodeURIComponent(id)}`}>{name}</Link>
                  </td>
                  <td>{driver}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
