import { Button } from '@mantine/core';
import { IconFolderSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, SearchBox } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import styles from '../NewStack.module.css';
import { newStackRoute, templateRoute } from '../routePath.ts';
import { findTemplates } from '../templates/findTemplates.ts';
import { SourcesDialog } from '../templates/SourcesDialog.tsx';
import { TemplateForm } from '../templates/TemplateForm.tsx';
import { t } from '../texts/index.ts';

interface TemplateWayProps {
  readonly context: string;
  /** The one that is open. */
  readonly id: string | undefined;
}

/** The catalogue, and the template that was chosen from it. */
export function TemplateWay({ context, id }: TemplateWayProps) {
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [isManaging, setManaging] = useState(false);
  const { value, error, reload } = useLoad('templates', (signal) => client.templates.list({}, { signal }));
  if (id !== undefined) {
    return <TemplateForm key={id} context={context} id={id} onBack={() => navigate(newStackRoute('template'))} />;
  }
  const shown = value && findTemplates(value.templates, text);
  return (
    <>
      <div className={styles.toolbar}>
        <SearchBox
          value={text}
          onChange={setText}
          label={t('Search templates')}
          placeholder={t('wordpress, queue, monitoring…')}
          width="20rem"
        />
        <span className={styles.dim} aria-live="polite">
          {shown && t('{{shown}} of {{all}}', { shown: shown.length, all: value.templates.length })}
        </span>
        <span className={styles.grow} />
        <Button variant="default" leftSection={<IconFolderSearch size={15} />} onClick={() => setManaging(true)}>
          {t('Sources…')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} actions={[{ label: t('Try again'), run: reload }]} />}
      <ul className={styles.cards} aria-label={t('Templates')}>
        {shown?.map((template) => (
          <li key={template.id}>
            <button type="button" className={styles.card} onClick={() => navigate(templateRoute(template.id))}>
              <span className={styles.cardTitle}>{template.title}</span>
              <span className={styles.dim}>{template.description}</span>
              {template.from !== undefined && (
                <span className={styles.dim}>{t('From {{from}}', { from: template.from })}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {shown?.length === 0 && <p className={styles.lead}>{t('No template speaks of “{{text}}”.', { text })}</p>}
      {isManaging && (
        <SourcesDialog sources={value?.sources ?? []} onChanged={reload} onClose={() => setManaging(false)} />
      )}
    </>
  );
}
