import { Button, Loader } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { TemplateDetail } from '../../../../contract/model/template.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { FileText } from '../draft/FileText.tsx';
import { canCreate, TargetFields } from '../draft/TargetFields.tsx';
import { useTarget } from '../draft/useTarget.ts';
import styles from '../NewStack.module.css';
import { ParameterField } from './ParameterField.tsx';
import { useTakenPorts } from './useTakenPorts.ts';
import { t } from '../texts/index.ts';

interface TemplateFormProps {
  readonly context: string;
  readonly id: string;
  readonly onBack: () => void;
}

export function TemplateForm({ context, id, onBack }: TemplateFormProps) {
  const { value, error } = useLoad(id, (signal) => client.templates.open({ id }, { signal }));
  return (
    <div className={styles.way}>
      <div className={styles.buttons}>
        <Button variant="default" leftSection={<IconArrowLeft size={15} />} onClick={onBack}>
          {t('All templates')}
        </Button>
      </div>
      {error && <ErrorNotice isBlock error={error} />}
      {!value && !error && <Loader aria-label={t('Loading')} />}
      {value && <OpenTemplate context={context} template={value} />}
    </div>
  );
}

/** What the template asks for, what it writes, and where. */
function OpenTemplate({ context, template }: { readonly context: string; readonly template: TemplateDetail }) {
  const { id, title, description, parameters, files, next } = template;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const valueOf = (name: string) => typed[name] ?? parameters.find((one) => one.name === name)?.default ?? '';
  const taken = useTakenPorts(
    context,
    parameters.filter(({ type }) => type === 'port').map(({ name }) => valueOf(name)),
  );
  const target = useTarget(context, id.slice(id.indexOf('/') + 1).replaceAll(/[^a-z0-9_-]/g, '') || 'new-stack');
  return (
    <form
      className={styles.way}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (canCreate(target)) target.create({ type: 'template', id, values: { ...typed } });
      }}
    >
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.lead}>{description}</p>
      {parameters.length > 0 && (
        <div className={styles.form}>
          {parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={valueOf(parameter.name)}
              taken={parameter.type === 'port' ? taken.get(valueOf(parameter.name)) : undefined}
              error={errorOf(target.error, parameter.name)}
              onChange={(value) => setTyped((before) => ({ ...before, [parameter.name]: value }))}
            />
          ))}
        </div>
      )}
      <TargetFields target={target} />
      {next !== undefined && <p className={styles.lead}>{t('Then: {{next}}', { next })}</p>}
      <div className={styles.buttons}>
        <Button type="submit" loading={target.isBusy} disabled={!canCreate(target)}>
          {t('Create and edit')}
        </Button>
        <span className={styles.dim}>
          {parameters.length > 0 && `${t('The values go into .env, which only you can read.')} `}
          {t('Nothing is started yet.')}
        </span>
      </div>
      {files.map(({ path, text }) => (
        <FileText key={path} name={path} text={text} />
      ))}
    </form>
  );
}

const errorOf = (error: ReturnType<typeof useTarget>['error'], name: string): string | undefined =>
  error?.code === 'invalid-input' && error.path[0] === 'values' && error.path[1] === name ? error.message : undefined;
