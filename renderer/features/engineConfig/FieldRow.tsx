import { ControlRow, ResetButton } from '../../ui/index.ts';
import styles from './Config.module.css';
import { FieldInput } from './FieldInput.tsx';
import type { Field } from './fields.ts';
import { t } from './texts/index.ts';

interface FieldRowProps {
  readonly field: Field;
  readonly value: unknown;
  readonly needsRestart: boolean;
  readonly problem: string | undefined;
  readonly onChange: (value: unknown) => void;
}

export function FieldRow({ field, value, needsRestart, problem, onChange }: FieldRowProps) {
  const { label, help, standard, path } = field;
  return (
    <ControlRow
      label={
        <>
          {label} <code className={styles.key}>{path.join('.')}</code>
        </>
      }
      description={
        <>
          {help} <span className={styles.faint}>{t('Default: {{standard}}.', { standard })}</span>{' '}
          {needsRestart && <span className={styles.faint}>{t('Needs a restart.')}</span>}
        </>
      }
      notes={
        problem !== undefined && (
          <div className={styles.problem} role="alert">
            {problem}
          </div>
        )
      }
    >
      <FieldInput field={field} value={value} onChange={onChange} />
      <ResetButton label={label} onReset={value === undefined ? undefined : () => onChange(undefined)} />
    </ControlRow>
  );
}
