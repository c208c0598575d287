import { IconRestore } from '@tabler/icons-react';
import { IconButton } from '../../ui/index.ts';
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
    <div className={styles.row}>
      <div className={styles.words}>
        <div>
          {label} <code className={styles.key}>{path.join('.')}</code>
        </div>
        <div className={styles.dim}>
          {help} <span className={styles.faint}>{t('Default: {{standard}}.', { standard })}</span>{' '}
          {needsRestart && <span className={styles.faint}>{t('Needs a restart.')}</span>}
        </div>
        {problem !== undefined && (
          <div className={styles.problem} role="alert">
            {problem}
          </div>
        )}
      </div>
      <div className={styles.control}>
        <FieldInput field={field} value={value} onChange={onChange} />
        <span className={styles.reset}>
          {value !== undefined && (
            <IconButton
              size="small"
              label={t('Back to the default: {{label}}', { label })}
              icon={<IconRestore />}
              onClick={() => onChange(undefined)}
            />
          )}
        </span>
      </div>
    </div>
  );
}
