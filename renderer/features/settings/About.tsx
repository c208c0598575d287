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
          {
            key: t('Gantry'),
            value:
              info.mode === 'desktop'
                ? t('{{version}}, desktop', { version: info.version })
                : t('{{version}}, browser mode', { version: info.version }),
          },
          { key: t('System'), value: `${info.platform} ${info.arch}` },
          { key: t('Node'), value: info.nodeVersion },
          { key: t('Data folder'), value: info.dataDir, copy: info.dataDir, isMono: true },
        ]}
      />
      <p className={styles.description}>
        {t('No account, no telemetry. Gantry talks to engines and registries, and to nobody else.')}
      </p>
    </Section>
  );
}
