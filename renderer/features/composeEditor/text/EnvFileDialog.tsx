import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { isSecretValue } from '../../../../contract/model/secretName.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import styles from './Text.module.css';
import { t } from '../texts/index.ts';

export interface EnvPlace {
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** A file of variables, to be read: secrets are covered until they are asked for. */
export function EnvFileDialog({ place, onClose }: { readonly place: EnvPlace; readonly onClose: () => void }) {
  const { path, line } = place;
  const [isShown, setShown] = useState(false);
  const wanted = useRef<HTMLDivElement>(null);
  const file = useLoad(path, (signal) => client.composeFiles.openEnv({ path }, { signal }));
  const lines = (file.value?.text ?? '').replace(/\r?\n$/, '').split(/\r?\n/);
  const hasSecrets = lines.some((one) => covered(one) !== one);
  useEffect(() => {
    wanted.current?.lastElementChild?.scrollIntoView({ block: 'center' });
  }, [file.value]);
  return (
    <Modal opened onClose={onClose} title={path.replace(/^.*[\\/]/, '')} size="lg">
      <div className={styles.rename}>
        <p className={styles.why}>{path}</p>
        {file.error && (
          <ErrorNotice isBlock error={file.error} actions={[{ label: t('Try again'), run: file.reload }]} />
        )}
        {file.value && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys
          <section className={styles.envText} aria-label={t('Variables')} tabIndex={0}>
            {lines.map((text, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a line has nothing else
              <div key={index} {...(index + 1 === line && { 'aria-current': true, ref: wanted })}>
                <span className={styles.line}>{index + 1}</span>
                <code>{isShown ? text : covered(text)}</code>
              </div>
            ))}
          </section>
        )}
        <div className={styles.buttons}>
          {hasSecrets && (
            <Button variant="default" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? t('Cover the secrets') : t('Show the secrets')}
            </Button>
          )}
          <Button data-autofocus="" onClick={onClose}>
            {t('Close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function covered(line: string): string {
  const [, before = '', name = '', value = ''] = /^(\s*(?:export\s+)?([\w.-]+)\s*=)(.+)$/.exec(line) ?? [];
  return value !== '' && isSecretValue(name, value.replaceAll(/^['"]|['"]$/g, '')) ? `${before}••••••••` : line;
}
