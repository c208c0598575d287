import { useState } from 'react';
import type { OpenedImage, PackageDatabase } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';
import { EmptyState, ErrorNotice, SearchBox, Toolbar } from '../../ui/index.ts';
import styles from './Layers.module.css';
import { useLoad } from '../../ui/useLoad.ts';

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
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: 'Try again', run: reload }]} />;
  if (!value) return null;
  if (value.length === 0) {
    return (
      <EmptyState title="No package manager">
        The image has no database of dpkg, apk or rpm: nothing was installed with them, or it was removed.
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
      <Toolbar label="Packages">
        <SearchBox
          label="Search packages"
          value={search}
          onChange={setSearch}
          note={wanted === '' ? `${all.toLocaleString('en')}` : `${count} of ${all}`}
        />
      </Toolbar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="Installed packages">
        {found.map((database) => (
          <Database key={database.path} database={database} />
        ))}
      </section>
    </>
  );
}

function Database({ database: { manager, path, packages, problem } }: { readonly database: PackageDatabase }) {
  return (
    <section aria-label={`Packages of ${manager}`}>
      <p className={styles.lead}>
        {manager}: <code>{path}</code>
      </p>
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
      {packages.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>Package</th>
              <th>Version</th>
              <th>Architecture</th>
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
