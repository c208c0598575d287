import type { BuildDetail, BuildSettings } from '../../../../contract/model/build.ts';
import { isSecretName } from '../../../../contract/model/secretName.ts';
import {
  CommandLine,
  CopyButton,
  formatDateTime,
  formatElapsed,
  formatSize,
  KeyValues,
  formatNumber,
} from '../../../ui/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { workflowOf } from '../text/workflow.ts';
import { cacheText } from '../text/words.ts';
import { t } from '../texts/index.ts';

/** What the build was given and what came out. */
export function SettingsTab({ detail }: { readonly detail: BuildDetail }) {
  const { summary, settings, command, digest, logLineCount, logProblem } = detail;
  const workflow = workflowOf(settings, summary.tags[0] ?? summary.dockerfile);
  return (
    <div className={shared.scroll}>
      <section className={styles.block}>
        <h3>{t('Result')}</h3>
        <KeyValues
          items={[
            { key: t('Image'), value: summary.imageId, copy: summary.imageId, isMono: true },
            { key: t('Digest'), value: digest, copy: digest, isMono: true },
            {
              key: t('Size'),
              value: summary.imageSizeBytes === undefined ? undefined : formatSize(summary.imageSizeBytes),
            },
            { key: t('Started'), value: formatDateTime(summary.startedAt) },
            { key: t('Took'), value: summary.durationMs === undefined ? undefined : formatElapsed(summary.durationMs) },
            { key: t('From the cache'), value: cacheText(summary) },
            { key: t('Lines printed'), value: formatNumber(logLineCount) },
            { key: t('Log'), value: logProblem },
          ]}
        />
      </section>
      <section className={styles.block}>
        <h3>{t('Given')}</h3>
        <KeyValues items={given(settings, summary.origin, summary.dockerfile)} />
      </section>
      <CommandLine command={command} label={t('The same on the command line')} />
      {settings.dockerfile.type !== 'text' && (
        <details className={styles.workflow}>
          <summary>{t('The same on each push to a repository')}</summary>
          <p>{t('A workflow for GitHub Actions; it goes into .github/workflows/image.yml.')}</p>
          <div className={styles.workflowText}>
            <CopyButton text={workflow} label={t('Copy the workflow')} />
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <pre tabIndex={0} aria-label={t('Workflow for GitHub Actions')}>
              {workflow}
            </pre>
          </div>
        </details>
      )}
    </div>
  );
}

const list = (items: readonly string[]) => items.join(', ');

function given(settings: BuildSettings, origin: string, dockerfile: string) {
  const { tags, args, target, platforms, labels, secrets, ssh, cacheFrom, cacheTo, network, builder, output } =
    settings;
  return [
    { key: t('Context'), value: origin || t('none'), copy: origin || undefined, isMono: true },
    { key: t('Dockerfile'), value: dockerfile },
    { key: t('Names'), value: list(tags) },
    { key: t('Target'), value: target },
    ...args.map(({ name, value }) => ({
      key: `ARG ${name}`,
      value: isSecretName(name) ? 'not kept' : value === '' ? '(empty)' : value,
      isMono: !isSecretName(name),
    })),
    { key: t('Secrets'), value: list(secrets.map(({ id, from }) => `${id} (${from})`)) },
    { key: t('Platforms'), value: list(platforms) },
    { key: t('Labels'), value: list(labels.map(({ name, value }) => `${name}=${value}`)) },
    { key: 'SSH', value: list(ssh) },
    { key: t('Cache from'), value: list(cacheFrom) },
    { key: t('Cache to'), value: list(cacheTo) },
    { key: t('Network'), value: network },
    { key: t('Builder'), value: builder },
    { key: t('Output'), value: output.type === 'default' ? '' : output.type === 'custom' ? output.value : output.type },
    { key: t('Cache'), value: settings.noCache ? t('not used') : '' },
    { key: t('Base images'), value: settings.pull ? t('pulled anew') : '' },
  ];
}
