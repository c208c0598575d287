import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { ContextCertificates } from '../../../../contract/model/context.ts';
import styles from './Certificates.module.css';
import { expiryOf } from './expiry.ts';

/** Below the address of a context: that it is by TLS, and until when. */
export function CertificateNote({ certificates }: { readonly certificates: ContextCertificates }) {
  const [now] = useState(() => Date.now()); // days matter, not seconds
  const { state, text } = expiryOf(certificates, now);
  const Icon = state === 'good' ? IconLock : IconAlertTriangle;
  return (
    <span className={styles.expiry} data-state={state}>
      <Icon size={14} aria-hidden="true" />
      {text}
    </span>
  );
}
