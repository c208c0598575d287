import { Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { SettingsTexts } from '../../../../contract/services/containerSettings.ts';
import { client } from '../../../rpc/index.ts';
import { CopyButton, ErrorNotice, Toolbar } from '../../../ui/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { useLoad } from '../../../ui/useLoad.ts';
import styles from './DefinitionTab.module.css';
import { t } from '../texts/index.ts';

interface DefinitionTabProps {
  readonly context: string;
  readonly container: ContainerSummary;
}

type Form = 'run' | 'compose' | 'createCall';

const FORMS: readonly { readonly value: Form; readonly label: string; readonly copy: string }[] = [
  {
    value: 'run',
    get label() {
      return t('docker run');
    },
    get copy() {
      return t('Copy the command');
    },
  },
  {
    value: 'compose',
    get label() {
      return t('Compose');
    },
    get copy() {
      return t('Copy the Compose file');
    },
  },
  {
    value: 'createCall',
    get label() {
      return t('JSON');
    },
    get copy() {
      return t('Copy the JSON');
    },
  },
];

/** The same container as a command, a Compose file and the engine’s create call, to be taken elsewhere. */
export function DefinitionTab({ context, container }: DefinitionTabProps) {
  const [form, setForm] = useState<Form>('run');
  const [areSecretsShown, setSecretsShown] = useState(false);
  const { value, error, reload } = useLoad(
    `${context} ${container.id} ${container.name} ${areSecretsShown}`,
    (signal) => readTexts(context, container.id, areSecretsShown, signal),
  );
  if (error && !value) return <ErrorNotice error={error} isBlock actions={[{ label: t('Try again'), run: reload }]} />;
  if (!value) return <p className={shared.waiting}>{t('Reading its settings…')}</p>;
  const { copy } = FORMS.find((one) => one.value === form) ?? { copy: t('Copy') };
  const gaps = gapsOf(value, form);
  return (
    <>
      <Toolbar label={t('Copy as')}>
        <SegmentedControl
          aria-label={t('Form')}
          size="xs"
          data={[...FORMS]}
          value={form}
          onChange={(next) => setForm(FORMS.find((one) => one.value === next)?.value ?? 'run')}
        />
        {value.hasSecrets && (
          <Checkbox
            label={t('With secrets')}
            size="xs"
            checked={areSecretsShown}
            onChange={(event) => setSecretsShown(event.currentTarget.checked)}
          />
        )}
        <span className={shared.space} />
        <CopyButton text={value[form]} label={copy} />
      </Toolbar>
      <div className={shared.scroll}>
        {value.isImageGone && (
          <p className={styles.note}>
            {t('Its image is gone: what came from it is said here as if it had been chosen.')}
          </p>
        )}
        {gaps.length > 0 && (
          <ul className={styles.gaps} aria-label={t('What this form does not say')}>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        )}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <pre className={styles.text} aria-label={FORMS.find((one) => one.value === form)?.label} tabIndex={0}>
          {value[form]}
        </pre>
      </div>
    </>
  );
}

async function readTexts(context: string, id: string, areSecretsShown: boolean, signal: AbortSignal) {
  const { settings, isImageGone } = await client.containerSettings.of({ context, id }, { signal });
  const texts = await client.containerSettings.texts({ context, settings, areSecretsShown }, { signal });
  return { ...texts, isImageGone };
}

const gapsOf = (texts: SettingsTexts, form: Form): readonly string[] =>
  form === 'run' ? texts.runGaps : form === 'compose' ? texts.composeGaps : [];
