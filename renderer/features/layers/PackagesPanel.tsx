import { useState } from 'react';
import type { OpenedImage, PackageDatabase } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';
import { EmptyState, ErrorNotice, SearchBox, Toolbar, formatNumber } from '../../ui/index.ts';
import styles from './Layers.module.css';
import { useLoad } from '../../ui/useLoad.ts';
import { t } from './texts/index.ts';

interface PackagesPanelProps {
  readonly context: string;
  readonly image: OpenedImage;
}

/** What dpkg, apk and rpm say is installed. */
export function PackagesPanel({ context, image: { imageId } }: PackagesPanelProps) {
  const [search, setSearch] = useState('');
  const { value, error, reload } = useLoad(`${context} ${imageId}`, (signal) =>
    client.layers.packages({ context, imageId }, { signal }),
  );
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: reload }]} />;
  if (!value) return null;
  if (value.length === 0) {
    return (
      <EmptyState title={t('No package manager')}>
        {t('The image has no database of dpkg, apk or rpm: nothing was installed with them, or it was removed.')}
      </EmptyState>
    );
  }
  const wanted = search.trim().toLowerCase();
  const all = value.reduce((sum, { packages }) => sum + packages.length, 0);
  const found = value.map((database) => ({
    ...database,
    packages: database.packages.filter(({ name }) => name.toLowerCase().includes(wanted)),
  }));
  const count = found.reduce((sum, { packages }) => sum + packages.length, 0);
  return (
    <>
      <Toolbar label={t('Packages')}>
        <SearchBox
          label={t('Search packages')}
          value={search}
          onChange={setSearch}
          note={wanted === '' ? `${formatNumber(all)}` : t('{{count}} of {{all}}', { count, all })}
        />
      </Toolbar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('Installed packages')}>
        {found.map((database) => (
          <Database key={database.path} database={database} />
        ))}
      </section>
    </>
  );
}

function Database({ database: { manager, path, packages, problem } }: { readonly database: PackageDatabase }) {
  return (
    <section aria-label={t('Packages of {{manager}}', { manager })}>
      <p className={styles.lead}>
        {manager}: <code>{path}</code>
      </p>
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
      {packages.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('Package')}</th>
              <th>{t('Version')}</th>
              <th>{t('Architecture')}</th>
            </tr>
          </thead>
          <tbody>
            {packages.map(({ name, version, architecture }) => (
              <tr key={`${name} ${version} ${architecture}`}>
                <td>{name}</td>
                <td className={styles.mono}>{version}</td>
                <td>{architecture}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
