import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { removeBuilderCommand } from '../../../contract/commands/buildxCommands.ts';
import type { Builder } from '../../../contract/model/builder.ts';
import type { Context } from '../../../contract/model/context.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../ui/index.ts';

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
      title={`Remove the builder “${name}”?`}
      message={isCurrent ? 'Builds then go to the engine of the context again.' : undefined}
      items={nodes.map((node) => ({
        id: node.name,
        name: node.name,
        detail: `${node.endpoint}${driver === 'docker-container' && !keepState ? ' · its container, and the volume with its cache' : ''}`,
      }))}
      command={removeBuilderCommand(name, keepState, context.cliArgs)}
      confirmLabel="Remove"
      isDangerous
      onConfirm={async () => {
        await client.builders.remove({ context: context.name, name, keepState });
        notify({ title: `Removed the builder ${name}`, tone: 'success' });
        onRemoved();
      }}
      onCancel={onClose}
    >
      {driver === 'docker-container' && (
        <Checkbox
          label="Keep its cache"
          description="A builder of the same name finds it again."
          checked={keepState}
          onChange={(event) => setKeepState(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
