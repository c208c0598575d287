import type { BuilderNode } from '../../../contract/model/builder.ts';
import { KeyValues, Section, StatusDot } from '../../ui/index.ts';
import styles from './Builders.module.css';
import { gcWords, statusWord, toneOf } from './builderWords.ts';
import { t } from './texts/index.ts';

/** One BuildKit of a builder. */
export function NodeSection({ node }: { readonly node: BuilderNode }) {
  const { name, endpoint, status, version, platforms, flags, driverOptions, labels, gcRules, error } = node;
  const pairs = (record: Readonly<Record<string, string>>) =>
    Object.entries(record)
      .map(([key, value]) => `${key}=${value}`)
      .join('\n');
  return (
    <Section title={t('Node {{name}}', { name })}>
      <KeyValues
        items={[
          {
            key: t('Status'),
            value: (
              <span className={styles.status}>
                <StatusDot tone={toneOf(status)} />
                {statusWord(status)}
              </span>
            ),
          },
          { key: t('Error'), value: error },
          { key: t('Endpoint'), value: endpoint, copy: endpoint, isMono: true },
          { key: t('BuildKit'), value: version },
          { key: t('Platforms'), value: platforms.join(', ') },
          { key: t('Daemon flags'), value: flags.join(' '), isMono: true },
          { key: t('Driver options'), value: pairs(driverOptions), isMono: true },
          { key: t('Labels'), value: pairs(labels), isMono: true },
          {
            key: t('Cleans up'),
            value: gcRules.length > 0 && (
              <ol className={styles.rules}>
                {gcRules.map((rule, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- rules have no name, only an order
                  <li key={index}>{gcWords(rule)}</li>
                ))}
              </ol>
            ),
          },
        ]}
      />
    </Section>
  );
}
