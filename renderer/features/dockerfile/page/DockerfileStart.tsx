import { Button } from '@mantine/core';
import type { Template } from '../templates/template.ts';
import { dockerfileRoute } from './routePath.ts';
import { useDraftPaths } from './drafts.ts';
import { OpenField } from './OpenField.tsx';
import styles from './Page.module.css';
import { recentFiles } from './recentFiles.ts';
import { t } from '../texts/index.ts';

interface DockerfileStartProps {
  readonly onOpen: (path: string) => void;
  /** What the file that is opened is to begin with. */
  readonly template?: Template | undefined;
  readonly onTemplateDone: () => void;
}

/** Before a file is chosen: those with something unsaved, those of before, or a path. */
export function DockerfileStart({ onOpen, template, onTemplateDone }: DockerfileStartProps) {
  const drafts = useDraftPaths();
  const recent = recentFiles().filter((path) => !drafts.includes(path));
  return (
    <div className={styles.start}>
      {template ? (
        <>
          <h2>{t('Begin with the template “{{title}}”', { title: template.title })}</h2>
          <p className={styles.dim}>
            {t('{{description}} Open the folder of your project to begin; nothing is written until you save.', {
              description: template.description,
            })}
          </p>
        </>
      ) : (
        <>
          <h2>{t('Open a Dockerfile')}</h2>
          <p className={styles.dim}>
            {t(
              'The file itself, or its folder. A folder without one is a good beginning too: there are templates for the usual kinds of project.',
            )}
          </p>
        </>
      )}
      <OpenField path="" onOpen={onOpen} />
      {template && (
        <div>
          <Button variant="default" onClick={onTemplateDone}>
            {t('Without a template')}
          </Button>
        </div>
      )}
      <Files title={t('Not saved yet')} paths={drafts} />
      <Files title={t('Opened before')} paths={recent} />
    </div>
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
            <a href={`#${dockerfileRoute(path)}`}>{path}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
