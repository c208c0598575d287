import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { removeBuilderCommand } from '../../../contract/commands/buildxCommands.ts';
import type { Builder } from '../../../contract/model/builder.ts';
import type { Context } from '../../../contract/model/context.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../ui/index.ts';
import { t } from './texts/index.ts';

interface RemoveBuilderDialogProps {
  readonly context: Context;
  readonly builder: Builder;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function RemoveBuilderDialog({ context, builder, onRemoved, onClose }: RemoveBuilderDialogProps) {
  const { name, driver, nodes, isCurrent } = builder;
  const [keepState, setKeepState] = useState(false);
  return (
    <ConfirmDialog
      title={t('Remove the builder “{{name}}”?', { name })}
      message={isCurrent ? t('Builds then go to the engine of the context again.') : undefined}
      items={nodes.map((node) => ({
        id: node.name,
        name: node.name,
        detail:
          driver === 'docker-container' && !keepState
            ? t('{{endpoint}} · its container, and the volume with its cache', { endpoint: node.endpoint })
            : `${node.endpoint}`,
      }))}
      command={removeBuilderCommand(name, keepState, context.cliArgs)}
      confirmLabel={t('Remove')}
      isDangerous
      onConfirm={async () => {
        await client.builders.remove({ context: context.name, name, keepState });
        notify({ title: t('Removed the builder {{name}}', { name }), tone: 'success' });
        onRemoved();
      }}
      onCancel={onClose}
    >
      {driver === 'docker-container' && (
        <Checkbox
          label={t('Keep its cache')}
          description={t('A builder of the same name finds it again.')}
          checked={keepState}
          onChange={(event) => setKeepState(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
