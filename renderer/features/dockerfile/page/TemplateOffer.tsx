import { Button } from '@mantine/core';
import type { Template } from '../templates/template.ts';
import styles from './Page.module.css';
import { t } from '../texts/index.ts';

interface TemplateOfferProps {
  readonly template: Template;
  readonly onUse: () => void;
  readonly onKeep: () => void;
}

/** Where something is already: a template takes the place of nothing unasked. */
export function TemplateOffer({ template, onUse, onKeep }: TemplateOfferProps) {
  return (
    <output className={styles.offer}>
      <span>
        {t(
          'There is a Dockerfile here already. The template “{{title}}” can take the place of its text in the editor; the file stays as it is until you save.',
          { title: template.title },
        )}
      </span>
      <Button onClick={onUse}>{t('Replace the text')}</Button>
      <Button variant="default" onClick={onKeep}>
        {t('Keep it')}
      </Button>
    </output>
  );
}
