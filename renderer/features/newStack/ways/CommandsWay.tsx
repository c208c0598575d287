import { Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { DraftForm } from '../draft/DraftForm.tsx';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

/** Several containers that were started one by one become one stack. */
export function CommandsWay({ context }: { readonly context: string }) {
  const [text, setText] = useState('');
  const [moveLateFlags, setMoveLateFlags] = useState(false);
  const from = text.trim() === '' ? undefined : ({ type: 'commands', text, moveLateFlags } as const);
  return (
    <div className={styles.way}>
      <p className={styles.lead}>
        {t('Each command becomes a service, all in one network, where they find each other by their names.')}
      </p>
      <Textarea
        className={styles.code}
        label={t('docker run lines')}
        placeholder={
          'docker run -d --name db -v data:/var/lib/mysql mysql:8.4\ndocker run -d --name web --link db -p 8080:80 wordpress'
        }
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <DraftForm context={context} from={from}>
        {({ hasLateFlags }) =>
          (hasLateFlags || moveLateFlags) && (
            <Checkbox
              label={t('Read the flags after the image as flags, not as arguments of its program')}
              checked={moveLateFlags}
              onChange={(event) => setMoveLateFlags(event.currentTarget.checked)}
            />
          )
        }
      </DraftForm>
    </div>
  );
}
