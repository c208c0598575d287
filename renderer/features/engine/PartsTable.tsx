import type { EnginePart } from '../../../contract/model/engine.ts';
import { CopyButton, Section } from '../../ui/index.ts';
import styles from './OwnEngine.module.css';
import { partSource } from './words.ts';
import { t } from './texts/index.ts';

interface PartsTableProps {
  readonly parts: readonly EnginePart[];
}

/** What the engine is made of, in which version, and where each part was taken from. */
export function PartsTable({ parts }: PartsTableProps) {
  if (parts.length === 0) return null;
  return (
    <Section title={t('Parts')}>
      <table className={styles.parts}>
        <thead>
          <tr>
            <th scope="col">{t('Part')}</th>
            <th scope="col">{t('Version')}</th>
            <th scope="col">{t('From')}</th>
            <th scope="col">{t('SHA-256')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">{part.name}</th>
              <td>{part.version}</td>
              <td>{partSource(part)}</td>
              <td>
                {part.sha256 !== undefined && (
                  <span className={styles.digest}>
                    <code>{part.sha256.slice(0, 12)}</code>
                    <CopyButton text={part.sha256} label={t('Copy the checksum of {{name}}', part)} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
