import { Select } from '@mantine/core';
import { useState } from 'react';
import { copyImageCommand } from '../../../contract/commands/copyCommands.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { ImageCopyPlan } from '../../../contract/model/copy.ts';
import { client } from '../../rpc/index.ts';
import { formatSize } from '../../ui/index.ts';
import dialog from '../../ui/form/DialogForm.module.css';
import { useLoad } from '../../ui/useLoad.ts';
import { CopyDialog } from './CopyDialog.tsx';
import { useTarget } from './useTarget.ts';

interface CopyImageDialogProps {
  readonly context: Context;
  readonly reference: string;
  readonly onClose: () => void;
}

const ALL = 'all';

/** An image to another engine: what its name is there, and whether it runs there, is told before. */
export function CopyImageDialog({ context, reference, onClose }: CopyImageDialogProps) {
  const { target, choose, fromArgs, toArgs } = useTarget(context);
  const [platform, setPlatform] = useState(ALL);
  const request = { context: context.name, reference, targetContext: target };
  const { value: plan, error } = useLoad(target === '' ? undefined : `${target} ${reference}`, (signal) =>
    client.copies.planImage(request, { signal }),
  );
  const one = platform === ALL ? undefined : platform;
  return (
    <CopyDialog
      {...{ context, target, onClose, error }}
      title={`Copy ${reference} to another engine`}
      onTarget={choose}
      command={target === '' ? undefined : copyImageCommand(reference, fromArgs, toArgs, one)}
      submitLabel={plan && plan.nameThere !== 'same' ? `Copy ${formatSize(plan.sizeBytes)}` : 'Copy'}
      isReady={plan !== undefined && (plan.nameThere !== 'same' || one !== undefined)}
      onSubmit={() => client.copies.image({ ...request, ...(one !== undefined && { platform: one }) })}
    >
      {plan?.canChoosePlatform && (
        <Select
          label="Platform"
          data={[{ value: ALL, label: `All ${plan.platforms.length} that are here` }, ...plan.platforms]}
          value={platform}
          allowDeselect={false}
          onChange={(value) => setPlatform(value ?? ALL)}
        />
      )}
      {!plan && !error && target !== '' && <p className={dialog.note}>Looking at both engines…</p>}
      {plan && <Sentences plan={plan} target={target} />}
    </CopyDialog>
  );
}

function Sentences({ plan, target }: { readonly plan: ImageCopyPlan; readonly target: string }) {
  const { nameThere, otherId, foreignPlatform, platforms } = plan;
  return (
    <>
      {nameThere === 'same' && <p className={dialog.note}>{`${target} has this very image already.`}</p>}
      {nameThere === 'other' && (
        <p className={dialog.warning}>
          {`On ${target} another image has this name (${(otherId ?? '').replace('sha256:', '').slice(0, 12)}). It stays, without the name.`}
        </p>
      )}
      {foreignPlatform !== undefined && (
        <p className={dialog.warning}>
          {`${target} is ${foreignPlatform}, the image is ${platforms.join(', ')}: its containers start there only where the engine emulates it.`}
        </p>
      )}
    </>
  );
}
