import { Page, PageHeader } from '../../../ui/index.ts';
import { unsavedPaths } from '../session/openSessions.ts';
import { OpenField } from './OpenField.tsx';
import styles from './Page.module.css';
import { recentFiles } from './recentFiles.ts';
import { composeFileRoute } from './routePath.ts';
import { t } from '../texts/index.ts';

/** Before a file is chosen: those with something unsaved, those of before, or a path. */
export function StartPage({ onOpen }: { readonly onOpen: (path: string) => void }) {
  const unsaved = unsavedPaths();
  return (
    <Page>
      <PageHeader title={t('Compose file')} />
      <div className={styles.start}>
        <h2>{t('Open a Compose file')}</h2>
        <p className={styles.dim}>
          {t('The file itself, or its folder. A folder without one is a good beginning too.')}
        </p>
        <OpenField path="" onOpen={onOpen} />
        <Files title={t('Not saved yet')} paths={unsaved} />
        <Files title={t('Opened before')} paths={recentFiles().filter((path) => !unsaved.includes(path))} />
      </div>
    </Page>
  );
}

function Files({ title, paths }: { readonly title: string; readonly paths: readonly string[] }) {
  if (paths.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={styles.files}>
        {paths.map((path) => (
          <li key={path}>
            <a href={`#${composeFileRoute(path)}`}>{path}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
