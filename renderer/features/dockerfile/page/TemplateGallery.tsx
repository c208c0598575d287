import styles from './Page.module.css';
import { fitting, sortByFolder, type Template } from '../templates/template.ts';
import { TEMPLATES } from '../templates/templates.ts';
import { t } from '../texts/index.ts';

interface TemplateGalleryProps {
  /** What is in the folder: what fits it comes first. */
  readonly entries: readonly string[];
  readonly onChoose: (template: Template) => void;
}

/** Dockerfiles to begin with. */
export function TemplateGallery({ entries, onChoose }: TemplateGalleryProps) {
  const suggested = new Set(fitting(TEMPLATES, entries));
  return (
    <ul className={styles.gallery} aria-label={t('Templates')}>
      {sortByFolder(TEMPLATES, entries).map((template) => (
        <li key={template.id}>
          <button type="button" className={styles.template} onClick={() => onChoose(template)}>
            <span className={styles.templateTitle}>
              {template.title}
              {suggested.has(template) && <span className={styles.fits}>{t('fits this folder')}</span>}
            </span>
            <span className={styles.templateText}>{template.description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
