import { Modal } from '@mantine/core';
import { useReturnFocus } from '../../../ui/index.ts';
import type { Template } from '../templates/template.ts';
import styles from './Page.module.css';
import { TemplateGallery } from './TemplateGallery.tsx';
import { t } from '../texts/index.ts';

interface TemplatesDialogProps {
  readonly entries: readonly string[];
  /** There is something that it would take the place of. */
  readonly isReplacing: boolean;
  readonly onChoose: (template: Template) => void;
  readonly onClose: () => void;
}

export function TemplatesDialog({ entries, isReplacing, onChoose, onClose }: TemplatesDialogProps) {
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={t('Begin with a template')} size="xl">
      {isReplacing && (
        <p className={styles.replacing}>
          {t(
            'It takes the place of what is in the editor. Nothing is written to the disk until you save; until then “Revert” brings the file back.',
          )}
        </p>
      )}
      <TemplateGallery
        entries={entries}
        onChoose={(template) => {
          onClose();
          onChoose(template);
        }}
      />
    </Modal>
  );
}
