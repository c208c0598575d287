import { certificatesCommand, certificateSteps } from '../../../../contract/commands/certificateCommands.ts';
import type { CertificateSettings } from '../../../../contract/model/certificates.ts';
import { CommandLine, CopyButton } from '../../../ui/index.ts';
import styles from './Certificates.module.css';
import { t } from '../texts/index.ts';

/** The ten steps, each with what does the same in a shell. */
export function MakingSteps({ settings }: { readonly settings: CertificateSettings }) {
  const wanted = { ...settings, hasPassphrase: settings.passphrase !== '' };
  return (
    <details className={styles.steps}>
      <summary>{t('The ten steps, as commands')}</summary>
      <ol>
        {certificateSteps(wanted).map(({ title, command }) => (
          <li key={title}>
            {title}
            <CommandLine command={command} label={title} />
          </li>
        ))}
      </ol>
      <CopyButton text={certificatesCommand(wanted)} label={t('Copy all ten steps')} />
    </details>
  );
}
