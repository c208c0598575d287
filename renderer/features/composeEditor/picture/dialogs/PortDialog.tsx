import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { addPort } from '../edits/add.ts';
import { portProblem } from '../edits/names.ts';
import { isSamePort, portOf, portWords } from '../graph/ports.ts';
import { listOf, recordOf } from '../graph/value.ts';
import { AskForm } from './AskForm.tsx';
import type { AskProps } from './types.ts';
import { t } from '../../texts/index.ts';

/** A port of the host that leads to one of a service. */
export function PortDialog({ edits, onClose, service }: AskProps & { readonly service: string }) {
  const [fields, setFields] = useState({ hostPort: '', containerPort: '', hostIp: '', protocol: 'tcp' });
  const set = (key: keyof typeof fields) => (event: { currentTarget: { value: string } }) =>
    setFields({ ...fields, [key]: event.currentTarget.value });
  const port = {
    ...{ hostPort: fields.hostPort.trim(), containerPort: fields.containerPort.trim() },
    ...{ hostIp: fields.hostIp.trim(), protocol: fields.protocol },
  };
  const problems = {
    hostPort: portProblem(port.hostPort, true) ?? rangeProblem(port.hostPort, port.containerPort),
    containerPort: portProblem(port.containerPort, false),
  };
  const file = edits.file();
  const other = Object.entries(recordOf(recordOf(file)['services'])).find(([, value]) =>
    listOf(recordOf(value)['ports']).some((item) => isSamePort(portOf(item), port)),
  )?.[0];
  return (
    <AskForm
      title={t('Publish a port of {{service}}', { service })}
      submitLabel={t('Publish')}
      isReady={problems.hostPort === undefined && problems.containerPort === undefined}
      onClose={onClose}
      onSubmit={() =>
        edits.apply(
          addPort(file, service, port),
          t('{{service}} publishes {{port}} now.', { service, port: portWords(port) }),
        )
      }
    >
      <TextInput
        label={t('Port in the container')}
        placeholder="80"
        data-autofocus=""
        value={fields.containerPort}
        error={port.containerPort !== '' && problems.containerPort}
        onChange={set('containerPort')}
      />
      <TextInput
        label={t('Port of the host')}
        description={t('Empty: the engine takes a free one each time.')}
        placeholder="8080"
        value={fields.hostPort}
        error={problems.hostPort}
        onChange={set('hostPort')}
      />
      <TextInput
        label={t('Address of the host')}
        description={t('Empty: all; 127.0.0.1: from this computer alone.')}
        placeholder="0.0.0.0"
        value={fields.hostIp}
        onChange={set('hostIp')}
      />
      <Select
        label={t('Protocol')}
        data={['tcp', 'udp', 'sctp']}
        value={fields.protocol}
        allowDeselect={false}
        onChange={(value) => setFields({ ...fields, protocol: value ?? 'tcp' })}
      />
      {other !== undefined && (
        <p className={look.warning}>
          {t('“{{other}}” publishes the port {{port}} of the host already: only one of them would start.', {
            other,
            port: port.hostPort,
          })}
        </p>
      )}
    </AskForm>
  );
}

const countOf = (range: string): number => {
  const [first, last] = range.split('-').map(Number);
  return (last ?? first ?? 0) - (first ?? 0);
};

/** A range leads to one of the same length, or to one port, of which it is the choice. */
function rangeProblem(host: string, container: string): string | undefined {
  const isBoth = /^\d+(-\d+)?$/.test(host) && /^\d+-\d+$/.test(container);
  return isBoth && countOf(host) !== countOf(container) ? t('The two ranges have different lengths.') : undefined;
}
