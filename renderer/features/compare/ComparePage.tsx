import { Switch } from '@mantine/core';
import { IconArrowsExchange, IconGitCompare } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { inspectImagesCommand } from '../../../contract/commands/imageFileCommands.ts';
import { CommandLine, EmptyState, ErrorNotice, formatSize, IconButton, Page, PageHeader } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { EngineUnavailable } from '../engine/index.ts';
import { comparePath, ImagePicker } from '../layers/index.ts';
import { useLayoutValue } from '../settings/index.ts';
import styles from './Compare.module.css';
import { ComparisonView } from './ComparisonView.tsx';
import { useComparison } from './useComparison.ts';
import { t } from './texts/index.ts';

export interface ComparePageProps {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Two images or tags side by side: what became of the first in the second. */
export function ComparePage({ before = '', after = '' }: ComparePageProps) {
  const context = useSelectedContext();
  const [, navigate] = useLocation();
  const [isOnlyDifferences, setOnlyDifferences] = useLayoutValue('compare.onlyDifferences', isBoolean, true);
  if (!context || context.state.type !== 'connected') {
    return (
      <Page>
        <PageHeader title={t('Compare')} />
        <EngineUnavailable context={context} />
      </Page>
    );
  }
  const { name, cliArgs } = context;
  return (
    <Page>
      <PageHeader
        title={t('Compare')}
        actions={
          <Switch
            size="xs"
            label={t('Only differences')}
            checked={isOnlyDifferences}
            onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
          />
        }
      >
        <ImagePicker
          context={name}
          label={t('Image before')}
          value={before}
          onChoose={(next) => navigate(comparePath(next, after))}
        />
        <IconButton
          label={t('Swap the images')}
          icon={<IconArrowsExchange aria-hidden="true" />}
          disabled={before === '' || after === ''}
          onClick={() => navigate(comparePath(after, before))}
        />
        <ImagePicker
          context={name}
          label={t('Image after')}
          value={after}
          onChoose={(next) => navigate(comparePath(before === '' ? next : before, next))}
        />
      </PageHeader>
      {before === '' || after === '' ? (
        <EmptyState
          icon={<IconGitCompare />}
          title={before === '' ? t('Which images do you want to compare?') : t('Compare it with which image?')}
        >
          {t('Choose two images or tags above. Their layers, files, settings and packages are shown side by side.')}
        </EmptyState>
      ) : (
        <>
          <Compared
            key={`${name} ${before} ${after}`}
            context={name}
            before={before}
            after={after}
            isOnlyDifferences={isOnlyDifferences}
          />
          <div className={styles.footer}>
            <CommandLine isCompact command={inspectImagesCommand([before, after], cliArgs)} />
          </div>
        </>
      )}
    </Page>
  );
}

interface ComparedProps {
  readonly context: string;
  readonly before: string;
  readonly after: string;
  readonly isOnlyDifferences: boolean;
}

function Compared({ context, before, after, isOnlyDifferences }: ComparedProps) {
  const { progress, comparison, error, again } = useComparison(context, before, after);
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: again }]} />;
  if (comparison) {
    return (
      <ComparisonView
        context={context}
        before={before}
        after={after}
        comparison={comparison}
        isOnlyDifferences={isOnlyDifferences}
      />
    );
  }
  if (!progress) return null;
  const { image, phase, readBytes, expectedBytes } = progress;
  return (
    <EmptyState icon={<IconGitCompare />} title={t('Reading {{how}}', { how: image === 'before' ? before : after })}>
      <progress
        className={styles.progress}
        aria-label={t('Layers read')}
        max={1}
        value={phase === 'preparing' || expectedBytes === 0 ? undefined : Math.min(0.99, readBytes / expectedBytes)}
      />
      <p>
        {phase === 'preparing'
          ? t('The engine is gathering the layers.')
          : t('{{read}} of about {{expected}}', { read: formatSize(readBytes), expected: formatSize(expectedBytes) })}
      </p>
    </EmptyState>
  );
}
