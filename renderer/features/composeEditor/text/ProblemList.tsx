import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import type { Fix, Problem } from '../language/analysis.ts';
import styles from './Text.module.css';
import { plural, t } from '../texts/index.ts';

interface ProblemListProps {
  /** For the numbers of lines. */
  readonly text: () => string;
  readonly problems: readonly Problem[];
  readonly isReadOnly: boolean;
  readonly onGoTo: (problem: Problem) => void;
  readonly onFix: (fix: Fix) => void;
}

type Severity = Problem['severity'];
const ICONS: Record<Severity, typeof IconCircleX> = {
  error: IconCircleX,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
};
const WORDS: Record<Severity, () => string> = {
  error: () => t('error'),
  warning: () => t('warning'),
  info: () => t('hint'),
};
const COUNTED: Record<Severity, (count: number) => string> = {
  error: (count) => plural(count, '1 error', '{{count}} errors'),
  warning: (count) => plural(count, '1 warning', '{{count}} warnings'),
  info: (count) => plural(count, '1 hint', '{{count}} hints'),
};
/** More than these nobody reads, and the list would cost more than the text. */
const MAX_SHOWN = 100;

/** Everything that was found, to read, to go to and to mend without the editor. */
export const ProblemList = memo(function ProblemList({ text, problems, isReadOnly, onGoTo, onFix }: ProblemListProps) {
  const shown = useMemo(() => withLines(problems.slice(0, MAX_SHOWN), text()), [problems, text]);
  return (
    <section className={styles.problems} aria-label={t('Problems')}>
      <header className={styles.problemsHead}>
        <h2>{t('Problems')}</h2>
        <output className={styles.counts}>{countWords(problems)}</output>
      </header>
      {shown.length > 0 && (
        <ul className={styles.problemItems}>
          {shown.map(({ problem, line }) => {
            const Icon = ICONS[problem.severity];
            return (
              <li
                key={`${problem.from} ${problem.message}`}
                className={styles.problem}
                data-severity={problem.severity}
              >
                <Icon className={styles.problemIcon} aria-hidden="true" />
                <div className={styles.problemBody}>
                  <button type="button" className={styles.problemMessage} onClick={() => onGoTo(problem)}>
                    <span className="g-visually-hidden">{WORDS[problem.severity]()}: </span>
                    {problem.message}
                  </button>
                  {problem.why !== undefined && <p className={styles.why}>{problem.why}</p>}
                  <p className={styles.origin}>{problem.source}</p>
                </div>
                <div className={styles.problemActions}>
                  {!isReadOnly &&
                    problem.fixes.map((fix) => (
                      <Button key={fix.label} variant="default" onClick={() => onFix(fix)}>
                        {fix.label}
                      </Button>
                    ))}
                  <span className={styles.line}>{t('Line {{line}}', { line })}</span>
                </div>
              </li>
            );
          })}
          {problems.length > MAX_SHOWN && (
            <li className={styles.more}>
              {t('and {{more}} more further down', { more: problems.length - MAX_SHOWN })}
            </li>
          )}
        </ul>
      )}
    </section>
  );
});

/** Counted from 1; problems come in the order of the text. */
function withLines(problems: readonly Problem[], text: string) {
  let [line, at] = [1, 0];
  return problems.map((problem) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < problem.from; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return { problem, line };
  });
}

function countWords(problems: readonly Problem[]): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [COUNTED[severity](count)];
  });
  return parts.length === 0 ? t('none') : parts.join(', ');
}
