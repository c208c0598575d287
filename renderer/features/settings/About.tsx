import { IconInfoCircle } from '@tabler/icons-react';
import { ErrorNotice, KeyValues, Section } from '../../ui/index.ts';
import styles from './Settings.module.css';
import { useAppInfo } from './useAppInfo.ts';
import { t } from './texts/index.ts';

export function About() {
  const { info, error } = useAppInfo();
  if (error) return <ErrorNotice isBlock error={error} />;
  if (!info) return null;
  return (
    <Section title={t('About')}>
      {info.notices.length > 0 && (
        <ul className={styles.notices} aria-label={t('Notices')}>
          {info.notices.map((notice) => (
            <li key={notice}>
              <IconInfoCircle aria-hidden="true" />
              {notice}
            </li>
          ))}
        </ul>
      )}
      <KeyValues
        items={[
          { key: 'Gantry', value: `${info.version}, ${info.mode === 'desktop' ? 'desktop' : 'browser mode'}` },
          { key: 'System', value: `${info.platform} ${info.arch}` },
          { key: 'Node', value: info.nodeVersion },
          { key: 'Data folder', value: info.dataDir, copy: info.dataDir, isMono: true },
        ]}
      />
      <p className={styles.description}>
        {t('No account, no telemetry. Gantry talks to engines and registries, and to nobody else.')}
      </p>
    </Section>
  );
}
