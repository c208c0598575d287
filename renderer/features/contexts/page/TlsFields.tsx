import { Button, Checkbox, FileButton, Textarea } from '@mantine/core';
import type { ReadBundle } from '../../../../contract/model/certificates.ts';
import { BundleButtons } from '../certificates/BundleButtons.tsx';
import type { ContextDraft } from './contextDraft.ts';
import styles from './ContextsPage.module.css';
import { t } from '../texts/index.ts';

interface TlsFieldsProps {
  readonly draft: ContextDraft;
  readonly set: (change: Partial<ContextDraft>) => void;
  readonly problemOf: (field: string) => string | undefined;
  readonly onBundle: (bundle: ReadBundle) => void;
  /** Those that it has already: they stay unless others are given. */
  readonly kept: readonly string[];
}

const FIELDS = [
  {
    name: 'ca',
    file: 'ca.pem',
    get label() {
      return t('Authority (ca.pem)');
    },
    get description() {
      return t('That signed the engine’s certificate');
    },
  },
  {
    name: 'cert',
    file: 'cert.pem',
    get label() {
      return t('Your certificate (cert.pem)');
    },
    get description() {
      return t('By which the engine knows you');
    },
  },
  {
    name: 'key',
    file: 'key.pem',
    get label() {
      return t('Your key (key.pem)');
    },
    get description() {
      return t('Without a passphrase; only you can read it afterwards');
    },
  },
] as const;

/** Three PEM files, pasted or chosen. */
export function TlsFields({ draft, set, problemOf, onBundle, kept }: TlsFieldsProps) {
  const isKeeping = kept.length > 0 && !draft.ca && !draft.cert && !draft.key;
  return (
    <fieldset className={styles.tls}>
      <legend>{t('Certificates')}</legend>
      <BundleButtons onRead={onBundle} />
      {isKeeping && (
        <span>
          {t('It has {{files}}; they stay unless you give others.', {
            files: kept.map((name) => `${name}.pem`).join(', '),
          })}
        </span>
      )}
      {FIELDS.map(({ name, label, file, description }) => (
        <Textarea
          key={name}
          className={styles.pem}
          label={label}
          description={description}
          placeholder={name === 'key' ? '-----BEGIN PRIVATE KEY-----' : '-----BEGIN CERTIFICATE-----'}
          minRows={2}
          maxRows={4}
          autosize
          spellCheck={false}
          autoComplete="off"
          value={draft[name]}
          error={problemOf(name)}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
          inputContainer={(input) => (
            <>
              {input}
              <FileButton onChange={(chosen) => void chosen?.text().then((text) => set({ [name]: text }))}>
                {(props) => (
                  <Button
                    {...props}
                    mt={4}
                    size="compact-sm"
                    variant="default"
                    aria-label={t('Choose {{file}}', { file })}
                  >
                    {t('Choose a file…')}
                  </Button>
                )}
              </FileButton>
            </>
          )}
        />
      ))}
      <Checkbox
        label={t('Take any certificate of the engine’s')}
        description={t('Whoever is between can then pretend to be it.')}
        checked={draft.skipVerify}
        onChange={(event) => set({ skipVerify: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
