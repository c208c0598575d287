import { Button, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { StackReportKind } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, CopyButton, ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { t } from '../texts/index.ts';

const WHAT: Record<StackReportKind, string> = {
  get config() {
    return t('The file, resolved');
  },
  get ps() {
    return t('Containers');
  },
  get port() {
    return t('Ports');
  },
  get top() {
    return t('Processes');
  },
  get stats() {
    return t('What it uses now');
  },
  get images() {
    return t('Images');
  },
  get volumes() {
    return t('Volumes');
  },
  get ls() {
    return t('All projects of the engine');
  },
  get version() {
    return t('Version of Compose');
  },
};

/** What Compose itself says of a stack. */
export function ReportDialog({ stack, services = [], onClose }: StackDialogProps) {
  const [kind, setKind] = useState<StackReportKind>(stack.files ? 'config' : 'ps');
  const [service] = services;
  const report = useLoad(JSON.stringify([stack, kind, service]), (signal) =>
    client.stackRuns.report({ stack, kind, ...(service !== undefined && { service }) }, { signal }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('What Compose says of {{what}}', { what: service ?? stack.project })}
      size="xl"
    >
      <div className={styles.body}>
        <NativeSelect
          label={t('Ask for')}
          value={kind}
          onChange={(event) => setKind(StackReportKind.parse(event.currentTarget.value))}
          data={StackReportKind.options.map((value) => ({ value, label: WHAT[value] }))}
          data-autofocus
        />
        {report.error && <ErrorNotice error={report.error} actions={[{ label: t('Ask again'), run: report.reload }]} />}
        {report.value && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text scrolls
          <pre className={styles.output} aria-label={WHAT[kind]} tabIndex={0}>
            {report.value.text}
          </pre>
        )}
        {report.value && <CommandLine command={report.value.command} label={t('The same on the command line')} />}
        <div className={styles.buttons}>
          {report.value && <CopyButton text={report.value.text} label={t('Copy what it says')} />}
          <Button variant="default" onClick={report.reload}>
            {t('Ask again')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('Close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
