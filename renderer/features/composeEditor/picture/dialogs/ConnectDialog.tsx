import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { connect } from '../edits/add.ts';
import { isNothing, serviceIn, textOf } from '../graph/value.ts';
import { AskForm } from './AskForm.tsx';
import type { AskProps } from './types.ts';

interface ConnectDialogProps extends AskProps {
  readonly service: string;
  readonly network: string;
}

/** The first network that a service names takes it off the one it has had: whoever does that should know. */
export function ConnectDialog({ edits, onClose, service, network }: ConnectDialogProps) {
  const [keeps, setKeeps] = useState<'both' | 'only'>('both');
  const file = edits.file();
  const mode = serviceIn(file, service)['network_mode'];
  const hasMode = !isNothing(mode);
  return (
    <AskForm
      title={`Connect ${service} to ${network}`}
      submitLabel="Connect"
      onClose={onClose}
      onSubmit={() =>
        edits.apply(
          [
            ...connect(file, service, network, { keepsDefault: !hasMode && keeps === 'both' }),
            ...edits.declare('network', network),
          ],
          `${service} is on ${network} now.`,
        )
      }
    >
      {hasMode ? (
        <p className={look.warning}>
          “{service}” has “network_mode: {textOf(mode)}”, and Compose takes only one of the two. It is removed.
        </p>
      ) : (
        <>
          <p className={look.note}>
            “{service}” names no network, so it is on “default” with all others that name none. As soon as it names one,
            it is on those that it names and on no other.
          </p>
          <Radio.Group
            label="Afterwards it is on"
            value={keeps}
            onChange={(value) => setKeeps(value === 'only' ? 'only' : 'both')}
          >
            <Stack gap={6} mt={6}>
              <Radio value="both" label={`“default” and “${network}”`} data-autofocus="" />
              <Radio value="only" label={`“${network}” alone`} />
            </Stack>
          </Radio.Group>
        </>
      )}
    </AskForm>
  );
}
