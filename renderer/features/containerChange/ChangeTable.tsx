import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { SettingChange } from '../../../contract/model/containerChange.ts';
import { isSecretName } from '../../../contract/model/secretName.ts';
import { IconButton } from '../../ui/index.ts';
import styles from './ContainerChange.module.css';
import { t } from './texts/index.ts';

interface ChangeTableProps {
  /** Its accessible name. */
  readonly label: string;
  readonly changes: readonly (SettingChange & { readonly needsNew?: boolean })[];
}

/** Old → new. What looks like a secret is covered until it is asked for. */
export function ChangeTable({ label, changes }: ChangeTableProps) {
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => {
    const next = new Set(shown);
    if (!next.delete(key)) next.add(key);
    setShown(next);
  };
  return (
    <table className={styles.changes} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('Setting')}</th>
          <th scope="col">{t('Before')}</th>
          <th scope="col">{t('After')}</th>
          <th scope="col">
            <span className="g-visually-hidden">{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const { key, group, label: name, before, after, isVariable } = change;
          const isSecret = isVariable === true && isSecretName(name);
          const isCovered = isSecret && !shown.has(key);
          return (
            <tr key={key}>
              <th scope="row">
                <span className={styles.setting}>{name}</span>
                {group !== name && <span className={styles.group}>{group}</span>}
              </th>
              <td className={styles.before}>
                <Value text={before} nothing={t('not set')} isCovered={isCovered} />
              </td>
              <td className={styles.after}>
                <Value text={after} nothing={t('taken away')} isCovered={isCovered} />
              </td>
              <td>
                {isSecret && (
                  <IconButton
                    size="small"
                    label={isCovered ? t('Show {{name}}', { name }) : t('Cover {{name}}', { name })}
                    icon={isCovered ? <IconEye aria-hidden="true" /> : <IconEyeOff aria-hidden="true" />}
                    onClick={() => toggle(key)}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ValueProps {
  readonly text: string | undefined;
  readonly nothing: string;
  readonly isCovered: boolean;
}

function Value({ text, nothing, isCovered }: ValueProps) {
  if (text === undefined) return <span className={styles.nothing}>{nothing}</span>;
  if (text === '') return <span className={styles.nothing}>{t('empty')}</span>;
  return isCovered ? <span aria-label={t('covered')}>••••••••</span> : text;
}
