import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { Range } from 'vscode-languageserver-types';
import styles from './Dockerfile.module.css';
import type { Problem } from './problems/problem.ts';
import type { Fix, Severity } from './rules/rule.ts';
import { problemCounts } from './problems/problemCounts.ts';
import { t } from './texts/index.ts';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly isReadOnly: boolean;
  readonly onGoTo: (range: Range) => void;
  readonly onFix: (fix: Fix) => void;
  readonly onCreateIgnoreFile?: (() => void) | undefined;
}

const ICONS: Record<Severity, typeof IconCircleX> = {
  error: IconCircleX,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
};
const WORDS: Record<Severity, string> = {
  error: 'Error',
  get warning() {
    return t('Warning');
  },
  get info() {
    return t('Hint');
  },
};

/** Everything that was found, to read, to go to and to mend without the editor. */
export function ProblemList({ problems, isReadOnly, onGoTo, onFix, onCreateIgnoreFile }: ProblemListProps) {
  return (
    <section className={styles.problems} aria-label={t('Problems')}>
      <header className={styles.problemsHead}>
        <h2>{t('Problems')}</h2>
        <output className={styles.counts}>{problemCounts(problems)}</output>
      </header>
      {problems.length > 0 && (
        <ul className={styles.problemItems}>
          {problems.map((problem) => {
            const Icon = ICONS[problem.severity];
            const line = problem.range.start.line + 1;
            return (
              <li
                key={`${problem.ruleId} ${line} ${problem.range.start.character}`}
                className={styles.problem}
                data-severity={problem.severity}
              >
                <Icon className={styles.problemIcon} aria-hidden="true" />
                <div className={styles.problemBody}>
                  <button type="button" className={styles.problemMessage} onClick={() => onGoTo(problem.range)}>
                    <span className="g-visually-hidden">{WORDS[problem.severity]}: </span>
                    {problem.message}
                  </button>
                  {problem.why !== undefined && <p className={styles.why}>{problem.why}</p>}
                  <p className={styles.origin}>
                    {problem.sources.join(', ')} · {problem.ruleId}
                    {problem.url !== undefined && (
                      <>
                        {' · '}
                        <a href={problem.url} target="_blank" rel="noreferrer noopener">
                          {t('About this check')}
                        </a>
                      </>
                    )}
                  </p>
                </div>
                <div className={styles.problemActions}>
                  {!isReadOnly &&
                    problem.fixes.map((fix) => (
                      <Button key={fix.label} variant="default" onClick={() => onFix(fix)}>
                        {fix.label}
                      </Button>
                    ))}
                  {problem.ruleId === 'no-dockerignore' && onCreateIgnoreFile && (
                    <Button variant="default" onClick={onCreateIgnoreFile}>
                      {t('Create .dockerignore')}
                    </Button>
                  )}
                  <span className={styles.line}>{t('Line {{line}}', { line })}</span>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
