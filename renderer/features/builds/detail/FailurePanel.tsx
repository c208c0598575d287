import { Button } from '@mantine/core';
import { IconAlertTriangle, IconTerminal2 } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { BuildDetail } from '../../../../contract/model/build.ts';
import { dockerfileRoute } from '../../dockerfile/index.ts';
import styles from './Detail.module.css';
import { DockerfileView } from './DockerfileView.tsx';
import { t } from '../texts/index.ts';

interface FailurePanelProps {
  readonly detail: BuildDetail;
  readonly onShell: () => void;
  readonly onChange: () => void;
}

const AROUND = 3;

/** What went wrong, in words; where in the Dockerfile; what was printed last. */
export function FailurePanel({ detail, onShell, onChange }: FailurePanelProps) {
  const { failure, error, dockerfileText } = detail;
  if (!failure) return error ? <Plain title={error.message} advice={'hint' in error ? error.hint : undefined} /> : null;
  const dockerfilePath = pathOf(detail);
  const { title, advice, line, lastLines, message, excerpt, canOpenShell } = failure;
  return (
    <section className={styles.failure} aria-label={t('Why the build failed')}>
      <IconAlertTriangle className={styles.failureIcon} aria-hidden="true" />
      <div className={styles.failureBody}>
        <h3>
          {title}
          {line !== undefined && (
            <span className={styles.where}> {t('Line {{line}} of the Dockerfile', { line })}</span>
          )}
        </h3>
        {advice !== undefined && <p>{advice}</p>}
        {dockerfileText !== undefined && line !== undefined && (
          <DockerfileView
            text={dockerfileText}
            label={t('Where it failed')}
            failedLine={line}
            range={[Math.max(1, line - AROUND), line + AROUND]}
          />
        )}
        {excerpt !== undefined && <pre className={styles.lastLines}>{excerpt}</pre>}
        {lastLines.length > 0 && (
          <>
            <p className={styles.label}>{t('What it printed last')}</p>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <pre className={styles.lastLines} aria-label={t('What it printed last')} tabIndex={0}>
              {lastLines.map(withoutColors).slice(-12).join('\n')}
            </pre>
          </>
        )}
        <div className={styles.failureActions}>
          {canOpenShell && (
            <Button
              variant="default"
              leftSection={<IconTerminal2 size={15} aria-hidden="true" />}
              onClick={onShell}
              title={t('A terminal in the files as they were right before this step')}
            >
              {t('Open a shell in the last good state')}
            </Button>
          )}
          {dockerfilePath !== undefined && (
            <Button variant="default" component={Link} href={dockerfileRoute(dockerfilePath)}>
              {t('Edit the Dockerfile')}
            </Button>
          )}
          <Button variant="default" onClick={onChange}>
            {t('Change and build again')}
          </Button>
        </div>
        <details>
          <summary>{t('What BuildKit said')}</summary>
          <pre className={styles.lastLines}>{message}</pre>
        </details>
      </div>
    </section>
  );
}

/** Of a file that is there to be edited: not of one that was pasted, or that is in a repository. */
function pathOf({ settings: { source, dockerfile } }: BuildDetail): string | undefined {
  if (source.type !== 'folder' || dockerfile.type === 'text') return undefined;
  const name = dockerfile.type === 'file' ? dockerfile.path : 'Dockerfile';
  return name.startsWith('/') ? name : `${source.path}/${name}`;
}

function Plain({ title, advice }: { readonly title: string; readonly advice?: string }) {
  return (
    <section className={styles.failure} aria-label={t('Why the build failed')}>
      <IconAlertTriangle className={styles.failureIcon} aria-hidden="true" />
      <div className={styles.failureBody}>
        <h3>{title}</h3>
        {advice !== undefined && <p>{advice}</p>}
      </div>
    </section>
  );
}

// oxlint-disable-next-line no-control-regex -- that is what colours are made of
const withoutColors = (line: string) => line.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replace(/^.*\r(?=.)/, '');
