import { Checkbox } from '@mantine/core';
import { t } from '../texts/index.ts';

interface PauseFieldProps {
  /** Names of the containers that run with the volume. */
  readonly running: readonly string[];
  readonly value: boolean;
  readonly onChange: (isPausing: boolean) => void;
}

/** Nothing to choose where no container runs with it. */
export function PauseField({ running, value, onChange }: PauseFieldProps) {
  if (running.length === 0) return null;
  return (
    <Checkbox
      label={t('Pause {{running}} meanwhile', { running: running.join(', ') })}
      description={t(
        'What is written while a volume is read may end up half in it. Paused containers go on by themselves after it, whatever happens.',
      )}
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
