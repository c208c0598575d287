import type { Builder } from '../../../contract/model/builder.ts';
import { RelativeTime, StatusDot } from '../../ui/index.ts';
import styles from './Builders.module.css';
import { platformsOf, statusOf, statusWord, toneOf } from './builderWords.ts';
import { t } from './texts/index.ts';

interface BuilderTableProps {
  readonly builders: readonly Builder[];
  readonly openName: string | undefined;
  readonly onOpen: (name: string) => void;
}

/** There are a handful of them: a plain table. */
export function BuilderTable({ builders, openName, onOpen }: BuilderTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where there is little room
    <section className={styles.scroller} tabIndex={0} aria-label={t('List of builders')}>
      <table className={styles.table} aria-label={t('Builders')}>
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('Status')}</th>
            <th scope="col">{t('Driver')}</th>
            <th scope="col">{t('Nodes')}</th>
            <th scope="col">{t('Platforms')}</th>
            <th scope="col">{t('Last used')}</th>
          </tr>
        </thead>
        <tbody>
          {builders.map((builder) => {
            const { name, driver, isCurrent, nodes, lastActivityAt } = builder;
            const platforms = platformsOf(nodes);
            const status = statusOf(builder);
            return (
              <tr key={name} data-open={name === openName || undefined}>
                <th scope="row">
                  <button type="button" className={styles.name} onClick={() => onOpen(name)}>
                    {name}
                  </button>
                  {isCurrent && <span className={styles.current}>{t('chosen')}</span>}
                </th>
                <td>
                  <span className={styles.status}>
                    <StatusDot tone={toneOf(status)} />
                    {statusWord(status)}
                  </span>
                </td>
                <td>{driver}</td>
                <td>{nodes.length}</td>
                <td className={styles.platforms}>{platforms.join(', ')}</td>
                <td>{lastActivityAt !== undefined && <RelativeTime at={lastActivityAt} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
