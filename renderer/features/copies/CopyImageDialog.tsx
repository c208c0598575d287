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
import { plural, t } from './texts/index.ts';

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
      title={t('Copy {{reference}} to another engine', { reference })}
      onTarget={choose}
      command={target === '' ? undefined : copyImageCommand(reference, fromArgs, toArgs, one)}
      submitLabel={
        plan && plan.nameThere !== 'same' ? t('Copy {{size}}', { size: formatSize(plan.sizeBytes) }) : t('Copy')
      }
      isReady={plan !== undefined && (plan.nameThere !== 'same' || one !== undefined)}
      onSubmit={() => client.copies.image({ ...request, ...(one !== undefined && { platform: one }) })}
    >
      {plan?.canChoosePlatform && (
        <Select
          label={t('Platform')}
          data={[
            { value: ALL, label: plural(plan.platforms.length, 'The one that is here', 'All {{count}} that are here') },
            ...plan.platforms,
          ]}
          value={platform}
          allowDeselect={false}
          onChange={(value) => setPlatform(value ?? ALL)}
        />
      )}
      {!plan && !error && target !== '' && <p className={dialog.note}>{t('Looking at both engines…')}</p>}
      {plan && <Sentences plan={plan} target={target} />}
    </CopyDialog>
  );
}

function Sentences({ plan, target }: { readonly plan: ImageCopyPlan; readonly target: string }) {
  const { nameThere, otherId, foreignPlatform, platforms } = plan;
  return (
    <>
      {nameThere === 'same' && (
        <p className={dialog.note}>{t('{{target}} has this very image already.', { target })}</p>
      )}
      {nameThere === 'other' && (
        <p className={dialog.warning}>
          {t('On {{target}} another image has this name ({{id}}). It stays, without the name.', {
            target,
            id: (otherId ?? '').replace('sha256:', '').slice(0, 12),
          })}
        </p>
      )}
      {foreignPlatform !== undefined && (
        <p className={dialog.warning}>
          {t(
            '{{target}} is {{platform}}, the image is {{platforms}}: its containers start there only where the engine emulates it.',
            { target, platform: foreignPlatform, platforms: platforms.join(', ') },
          )}
        </p>
      )}
    </>
  );
}
