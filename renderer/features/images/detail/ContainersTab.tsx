import { Link } from 'wouter';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState, StatusDot } from '../../../ui/index.ts';
import type { ImageRow } from '../list/imageRows.ts';
import { t } from '../texts/index.ts';

/** Those that were made from the image, by any of its names. */
export function ContainersTab({ row }: { readonly row: ImageRow }) {
  if (row.users.length === 0) {
    return (
      <EmptyState title={t('No container uses it')}>{t('Whatever was made from it has been removed.')}</EmptyState>
    );
  }
  return (
    <div className={shared.scroll}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th scope="col">{t('Container')}</th>
            <th scope="col">{t('State')}</th>
          </tr>
        </thead>
        <tbody>
          {row.users.map(({ id, name, state }) => (
            <tr key={id}>
              <td>
                <Link href={`/containers/${id}`}>{name}</Link>
              </td>
              <td>
                <StatusDot tone={state} /> {state}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
