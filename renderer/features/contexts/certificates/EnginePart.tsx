import {
  placeCertificatesCommand,
  restartEngineCommand,
  tlsDaemonJson,
  tlsDropIn,
} from '../../../../contract/commands/engineTlsText.ts';
import { CommandLine } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import styles from './Certificates.module.css';
import { t } from '../texts/index.ts';

interface EnginePartProps {
  readonly folder: string;
  /** Absent: this computer. */
  readonly machine: string | undefined;
}

/** What a person does on the engine’s machine, as text to copy: the app has no rights there. */
export function EnginePart({ folder, machine }: EnginePartProps) {
  return (
    <section className={styles.part} aria-label={t('On the engine’s machine')}>
      <h3>{machine === undefined ? t('On the engine’s machine (this computer)') : t('On the engine’s machine')}</h3>
      <p>{t('Put its three files where only root reads them:')}</p>
      <CommandLine command={placeCertificatesCommand(folder, machine)} label={t('Put the files in place')} />
      <p>{t('Add this to /etc/docker/daemon.json, beside what is in it:')}</p>
      <CommandLine isFile command={tlsDaemonJson(2376)} label="daemon.json" />
      <p className={dialog.warning}>
        {t(
          '0.0.0.0 is every network of that machine. Put the address of the one network there that is to reach the engine: fewer can try the door.',
        )}
      </p>
      <p>
        {t(
          'systemd starts dockerd with an address of its own, which it does not take twice. In /etc/systemd/system/docker.service.d/tls.conf (Debian’s own package has dockerd in /usr/sbin):',
        )}
      </p>
      <CommandLine isFile command={tlsDropIn()} label={t('systemd drop-in')} />
      <p>{t('Restart it. Containers stop meanwhile, unless live-restore is on.')}</p>
      <CommandLine command={restartEngineCommand()} label={t('Restart the engine')} />
    </section>
  );
}
