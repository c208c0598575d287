import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { connect } from '../edits/add.ts';
import { isNothing, serviceIn, textOf } from '../graph/value.ts';
import { AskForm } from './AskForm.tsx';
import type { AskProps } from './types.ts';
import { t } from '../../texts/index.ts';

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
      title={t('Connect {{service}} to {{network}}', { service, network })}
      submitLabel={t('Connect')}
      onClose={onClose}
      onSubmit={() =>
        edits.apply(
          [
            ...connect(file, service, network, { keepsDefault: !hasMode && keeps === 'both' }),
            ...edits.declare('network', network),
          ],
          t('{{service}} is on {{network}} now.', { service, network }),
        )
      }
    >
      {hasMode ? (
        <p className={look.warning}>
          {t('“{{service}}” has “network_mode: {{mode}}”, and Compose takes only one of the two. It is removed.', {
            service,
            mode: textOf(mode),
          })}
        </p>
      ) : (
        <>
          <p className={look.note}>
            {t(
              '“{{service}}” names no network, so it is on “default” with all others that name none. As soon as it names one, it is on those that it names and on no other.',
              { service },
            )}
          </p>
          <Radio.Group
            label={t('Afterwards it is on')}
            value={keeps}
            onChange={(value) => setKeeps(value === 'only' ? 'only' : 'both')}
          >
            <Stack gap={6} mt={6}>
              <Radio value="both" label={t('“default” and “{{network}}”', { network })} data-autofocus="" />
              <Radio value="only" label={t('“{{network}}” alone', { network })} />
            </Stack>
          </Radio.Group>
        </>
      )}
    </AskForm>
  );
}
