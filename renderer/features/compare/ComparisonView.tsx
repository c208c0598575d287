import type { ComparedSide, ComparedValue, ImageComparison } from '../../../contract/model/imageFiles.ts';
import { formatDateTime, formatSize, Section, formatNumber } from '../../ui/index.ts';
import styles from './Compare.module.css';
import { ComparedFiles } from './ComparedFiles.tsx';
import { countsOf, shownOf } from './differences.ts';
import { LayersTable } from './LayersTable.tsx';
import { ValuesTable } from './ValuesTable.tsx';
import { t } from './texts/index.ts';

interface ComparisonViewProps {
  readonly context: string;
  readonly before: string;
  readonly after: string;
  readonly comparison: ImageComparison;
  readonly isOnlyDifferences: boolean;
}

export function ComparisonView({ context, before, after, comparison, isOnlyDifferences }: ComparisonViewProps) {
  const { layers, settings, environment, ports, volumes, labels, packages, packageProblems, files } = comparison;
  const values = (title: string, all: readonly ComparedValue[], hasValues = true) => {
    const shown = shownOf(all, isOnlyDifferences);
    if (all.length === 0) return null;
    return (
      <Section title={title} description={countsOf(all)}>
        {shown.length > 0 && <ValuesTable label={title} values={shown} hasValues={hasValues} />}
      </Section>
    );
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('Comparison')}>
      <Section title={t('Images')}>
        <ValuesTable label={t('Images')} values={sides(comparison.before, comparison.after)} hasValues />
      </Section>
      {values(t('Entrypoint, command and settings'), settings)}
      {values(t('Environment'), environment)}
      {values(t('Exposed ports'), ports, false)}
      {values(t('Volumes'), volumes, false)}
      {values(t('Labels'), labels)}
      <Section title={t('Layers')} description={countsOf(layers)}>
        <LayersTable layers={shownOf(layers, isOnlyDifferences)} />
      </Section>
      {packageProblems.map(({ path, problem }) => (
        <p key={path} className={styles.problem}>
          {path}: {problem}
        </p>
      ))}
      {values(t('Installed packages'), packages)}
      <ComparedFiles
        context={context}
        before={before}
        after={after}
        amounts={files}
        isOnlyDifferences={isOnlyDifferences}
      />
    </section>
  );
}

function sides(a: ComparedSide, b: ComparedSide): readonly ComparedValue[] {
  const row = (name: string, of: (side: ComparedSide) => string): ComparedValue => ({
    name,
    difference: of(a) === of(b) ? 'same' : 'changed',
    before: of(a),
    after: of(b),
  });
  return [
    row(t('Names'), ({ names }) => names.join(', ') || '–'),
    row(t('Id'), ({ imageId }) => imageId.replace('sha256:', '').slice(0, 12)),
    row(t('Created'), ({ createdAt }) => (createdAt > 0 ? formatDateTime(createdAt) : '–')),
    row(t('Files'), ({ files, sizeBytes }) => `${formatNumber(files)}, ${formatSize(sizeBytes)}`),
    row(t('Layers'), ({ layers }) => String(layers)),
  ];
}
