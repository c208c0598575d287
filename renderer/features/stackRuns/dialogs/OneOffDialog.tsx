import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { oneOffCommand } from '../../../../contract/commands/composeCommands.ts';
import { splitWords } from '../../../../contract/commands/words.ts';
import { OneOff } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { readLog } from './readLog.ts';
import { RunFrame } from './RunFrame.tsx';
import { ServiceField } from './ServiceField.tsx';
import { useServices } from './useServices.ts';
import { t } from '../texts/index.ts';

const EMPTY = { command: '', name: '', publish: '', entrypoint: '', env: '', user: '' };

/** A container of its own from a service: its output here, or a terminal on it. */
export function OneOffDialog({ stack, services: given = [], cliArgs, onClose }: StackDialogProps) {
  const [, navigate] = useLocation();
  const { services, service, error, choose } = useServices(stack, given[0]);
  const [texts, setTexts] = useState(EMPTY);
  const [options, setOptions] = useState({ rm: true, servicePorts: false, noDeps: false, interactive: false });
  const run = useFollowedJob();
  const { job } = run;
  const isOver = job !== undefined && job.state !== 'running';
  const output = useLoad(isOver ? job.id : undefined, (signal) => readLog(job?.id ?? '', signal));
  const read = readDraft(service?.name ?? '', texts, options);
  const field = (key: keyof typeof EMPTY, label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={texts[key]}
      onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
      {...(key === 'command' && { 'data-autofocus': true })}
    />
  );
  const box = (key: keyof typeof options, label: string, description?: string) => (
    <Checkbox
      label={label}
      description={description}
      checked={options[key]}
      onChange={(event) => setOptions({ ...options, [key]: event.currentTarget.checked })}
    />
  );
  const containerId = job?.result?.type === 'containers' ? job.result.ids[0] : undefined;
  return (
    <RunFrame
      title={t('Run a one-off command of {{project}}', { project: stack.project })}
      run={run}
      command={read.value ? oneOffCommand(stack, read.value, cliArgs) : ''}
      runLabel={t('Run')}
      isReady={service !== undefined && read.value !== undefined}
      onRun={() => {
        const oneOff = read.value;
        if (oneOff) run.start(() => client.stackRuns.runOneOff({ stack, oneOff }));
      }}
      onClose={onClose}
      end={
        containerId === undefined ? (
          <pre className={styles.output} aria-label={t('Output')}>
            {output.value?.join('\n')}
          </pre>
        ) : (
          <Button
            variant="default"
            onClick={() => {
              onClose();
              navigate(`/containers/${containerId}/terminal`);
            }}
          >
            {t('Open its terminal')}
          </Button>
        )
      }
    >
      {error && <ErrorNotice error={error} />}
      {read.problem !== undefined && <p className={styles.warning}>{read.problem}</p>}
      <ServiceField services={services} value={service?.name ?? ''} onChange={choose} />
      {field('command', t('Command'), t('That of the service'))}
      <div className={styles.options}>
        {field('name', t('Name'), t('Made up'))}
        {field('publish', t('Ports'), '8080:80, 8443:443')}
        {field('entrypoint', t('Entrypoint'), t('That of the service'))}
        {field('user', t('User'), t('That of the service'))}
      </div>
      <Textarea
        label={t('Variables')}
        description={t('NAME=value, one a line')}
        autosize
        minRows={1}
        maxRows={6}
        value={texts.env}
        onChange={(event) => setTexts({ ...texts, env: event.currentTarget.value })}
      />
      <div className={styles.options}>
        {box('rm', t('Remove it when it ends'))}
        {box('servicePorts', t('With the ports of the service'))}
        {box('noDeps', t('Without what it needs'))}
        {box('interactive', t('In a terminal'), t('otherwise its output is shown here'))}
      </div>
    </RunFrame>
  );
}

interface ReadDraft {
  readonly value?: OneOff;
  readonly problem?: string;
}

function readDraft(service: string, texts: typeof EMPTY, options: object): ReadDraft {
  const words = splitWords(texts.command);
  if (!words.ok) return { problem: t('A quote in the command has no partner.') };
  const lines = texts.env.split('\n').filter((line) => line.trim() !== '');
  const parsed = OneOff.safeParse({
    service: service || 'service',
    command: words.words,
    ...(texts.name.trim() !== '' && { name: texts.name.trim() }),
    ...(texts.entrypoint.trim() !== '' && { entrypoint: texts.entrypoint.trim() }),
    ...(texts.user.trim() !== '' && { user: texts.user.trim() }),
    publish: texts.publish.split(/[\s,]+/).filter(Boolean),
    env: lines.map((line) => {
      const [name = '', ...value] = line.split('=');
      return { name: name.trim(), value: value.join('=') };
    }),
    ...options,
  });
  return parsed.success
    ? { value: parsed.data }
    : { problem: parsed.error.issues[0]?.message ?? t('Something is wrong.') };
}
