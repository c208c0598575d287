import { useLoad } from '../../ui/useLoad.ts';
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { chooseTemplate, dockerfileRoute, findTemplates } from '../dockerfile/index.ts';
import styles from './Search.module.css';
import { Source } from './Source.tsx';
import { t } from './texts/index.ts';

/** What an image of one’s own can be made from. */
export function TemplateHits({ text }: { readonly text: string }) {
  const [, navigate] = useLocation();
  const { value, error, isLoading } = useLoad(text, () => findTemplates(text));
  return (
    <Source
      title={t('Dockerfile templates')}
      isLoading={isLoading}
      error={error}
      count={value?.length}
      nothing={t('No template speaks of “{{text}}”.', { text })}
    >
      {value?.map((template) => (
        <li key={template.id} className={styles.hit}>
          <div className={styles.row}>
            <span className={styles.here}>
              <span className={styles.name}>{template.title}</span>
              <span className={styles.description}>{template.description}</span>
            </span>
            <Button
              variant="default"
              aria-label={t('Use the template {{title}}', { title: template.title })}
              onClick={() => {
                chooseTemplate(template);
                navigate(dockerfileRoute());
              }}
            >
              {t('Use…')}
            </Button>
          </div>
        </li>
      ))}
    </Source>
  );
}
