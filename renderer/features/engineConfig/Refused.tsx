import { Button } from '@mantine/core';
import type { RefusedSettings } from '../../../contract/model/daemonConfig.ts';
import { RelativeTime } from '../../ui/index.ts';
import styles from './Config.module.css';
import { Sentence, t } from './texts/index.ts';

interface RefusedProps {
  readonly refused: RefusedSettings;
  readonly onEdit: (text: string) => void;
}

/** The engine did not come up with a configuration and went back: why, and a way to correct it. */
export function Refused({ refused: { text, message, at }, onEdit }: RefusedProps) {
  return (
    <div className={styles.restart} role="alert">
      <div>
        <div>
          <Sentence
            text="The engine did not come up with the configuration that was saved, and went back to the one before {{when}}."
            parts={{ when: <RelativeTime at={at} /> }}
          />
        </div>
        <div className={styles.reason}>{message}</div>
      </div>
      <Button variant="default" onClick={() => onEdit(text)}>
        {t('Correct it')}
      </Button>
    </div>
  );
}
