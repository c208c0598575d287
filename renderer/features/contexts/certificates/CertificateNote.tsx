import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { ContextCertificates } from '../../../../contract/model/context.ts';
import styles from './Certificates.module.css';
import { expiryOf } from './expiry.ts';
import { t } from '../texts/index.ts';

/** Below the address of a context: that it is by TLS, and until when. */
interface CertificateNoteProps {
  readonly name: string;
  readonly certificates: ContextCertificates;
  /** Absent where they cannot be renewed from here. */
  readonly onRenew?: (() => void) | undefined;
}

export function CertificateNote({ name, certificates, onRenew }: CertificateNoteProps) {
  const [now] = useState(() => Date.now()); // days matter, not seconds
  const { state, text } = expiryOf(certificates, now);
  const Icon = state === 'good' ? IconLock : IconAlertTriangle;
  return (
    <span className={styles.expiry} data-state={state}>
      <Icon size={14} aria-hidden="true" />
      {text}
      {onRenew && (
        <button
          type="button"
          className={styles.renew}
          onClick={onRenew}
          aria-label={t('Renew the certificates of {{name}}', { name })}
        >
          {t('Renew…')}
        </button>
      )}
    </span>
  );
}
