import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { SearchBox } from '../../../ui/index.ts';
import { containersSlice } from '../../containers/index.ts';
import { DraftForm } from '../draft/DraftForm.tsx';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

/** What runs already, written down as a stack. */
export function ContainersWay({ context }: { readonly context: string }) {
  const containers = useSelector(containersSlice.selectors.selectItems);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ids = chosen.filter((id) => containers.some((one) => one.id === id));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = containers
    .filter(({ name, image }) => words.every((word) => `${name} ${image}`.toLowerCase().includes(word)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return (
    <div className={styles.way}>
      <p className={styles.lead}>
        {t(
          'Their settings become services; the containers themselves stay as they are. Volumes and networks that are there are used, and never made anew.',
        )}
      </p>
      <div className={styles.toolbar}>
        <SearchBox
          value={text}
          onChange={setText}
          label={t('Search containers')}
          placeholder={t('Search')}
          width="18rem"
        />
        <span className={styles.dim} aria-live="polite">
          {ids.length === 0 ? t('None chosen') : t('{{chosen}} chosen', { chosen: ids.length })}
        </span>
      </div>
      <ul className={styles.choices} aria-label={t('Containers')}>
        {shown.map(({ id, name, image, state, stack }) => (
          <li key={id}>
            <Checkbox
              className={styles.grow}
              label={name}
              description={[image, state, stack && t('of the stack {{stack}}', { stack: stack.project })]
                .filter(Boolean)
                .join(' · ')}
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          </li>
        ))}
        {shown.length === 0 && <li className={styles.dim}>{t('No container here.')}</li>}
      </ul>
      <DraftForm context={context} from={ids.length === 0 ? undefined : { type: 'containers', ids }} />
    </div>
  );
}
