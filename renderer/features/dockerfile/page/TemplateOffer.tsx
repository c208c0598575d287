import { Button } from '@mantine/core';
import type { Template } from '../templates/template.ts';
import styles from './Page.module.css';

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
        There is a Dockerfile here already. The template “{template.title}” can take the place of its text in the
        editor; the file stays as it is until you save.
      </span>
      <Button onClick={onUse}>Replace the text</Button>
      <Button variant="default" onClick={onKeep}>
        Keep it
      </Button>
    </output>
  );
}
