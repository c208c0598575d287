import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useLoad } from '../../ui/useLoad.ts';
import { findStackTemplates, templateRoute } from '../newStack/index.ts';
import styles from './Search.module.css';
import { Source } from './Source.tsx';
import { t } from './texts/index.ts';

/** Whole stacks of what is looked for. */
export function StackTemplateHits({ text }: { readonly text: string }) {
  const [, navigate] = useLocation();
  const { value, error, isLoading } = useLoad(text, () => findStackTemplates(text));
  return (
    <Source
      title={t('Stack templates')}
      isLoading={isLoading}
      error={error}
      count={value?.length}
      nothing={t('No template of a stack speaks of “{{text}}”.', { text })}
    >
      {value?.map(({ id, title, description }) => (
        <li key={id} className={styles.hit}>
          <div className={styles.row}>
            <span className={styles.here}>
              <span className={styles.name}>{title}</span>
              <span className={styles.description}>{description}</span>
            </span>
            <Button
              variant="default"
              aria-label={t('Use the stack template {{title}}', { title })}
              onClick={() => navigate(templateRoute(id))}
            >
              {t('Use…')}
            </Button>
          </div>
        </li>
      ))}
    </Source>
  );
}
