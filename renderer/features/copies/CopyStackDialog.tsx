import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { copyStackCommand } from '../../../contract/commands/copyCommands.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { StackCopyPlan, StackImage, StackVolume } from '../../../contract/model/copy.ts';
import type { StackFiles } from '../../../contract/model/stack.ts';
import { client } from '../../rpc/index.ts';
import { formatSize } from '../../ui/index.ts';
import dialog from '../../ui/form/DialogForm.module.css';
import { useLoad } from '../../ui/useLoad.ts';
import { concernText, isBlocking } from './concerns.ts';
import styles from './Copies.module.css';
import { CopyDialog } from './CopyDialog.tsx';
import { useTarget } from './useTarget.ts';
import { plural, t } from './texts/index.ts';

interface CopyStackDialogProps {
  readonly context: Context;
  readonly project: string;
  readonly files: StackFiles | undefined;
  readonly onClose: () => void;
}

/** A stack to another engine: which of its images and volumes go along, and what is in the way there. */
export function CopyStackDialog({ context, project, files, onClose }: CopyStackDialogProps) {
  const { target, choose, fromArgs, toArgs } = useTarget(context);
  const [turned, setTurned] = useState<Readonly<Record<string, boolean>>>({});
  const stack = { context: context.name, project, ...(files && { files }) };
  const { value: plan, error } = useLoad(target === '' ? undefined : `${target} ${project}`, (signal) =>
    client.copies.planStack({ stack, targetContext: target }, { signal }),
  );
  const isChosen = (key: string, first: boolean) => turned[key] ?? first;
  const images = (plan?.images ?? []).filter((image) => canSend(image) && isChosen(image.reference, !image.isBuilt));
  const volumes = (plan?.volumes ?? []).filter((volume) => isFree(volume) && isChosen(volume.name, true));
  const blocking = plan?.concerns.filter(isBlocking) ?? [];
  const copied = {
    images: images.map(({ reference }) => reference),
    volumes: volumes.flatMap(({ settings }) => (settings ? [settings] : [])),
  };
  const command = copyStackCommand({ ...stack, context: target }, copied, fromArgs, toArgs);
  const sizeBytes = [...images, ...volumes].reduce((sum, one) => sum + (one.sizeBytes ?? 0), 0);
  return (
    <CopyDialog
      {...{ context, target, onClose, error }}
      title={t('Copy {{project}} to another engine', { project })}
      onTarget={choose}
      command={plan ? command : undefined}
      submitLabel={
        sizeBytes > 0 ? t('Copy {{size}} and bring it up', { size: formatSize(sizeBytes) }) : t('Bring it up there')
      }
      isReady={plan !== undefined && blocking.length === 0}
      onSubmit={() =>
        client.copies.stack({
          stack,
          targetContext: target,
          images: copied.images,
          volumes: volumes.map(({ name }) => name),
        })
      }
    >
      {!plan && !error && target !== '' && <p className={dialog.note}>{t('Looking at both engines…')}</p>}
      {plan && (
        <>
          <Concerns plan={plan} target={target} />
          {plan.images.length > 0 && (
            <fieldset className={styles.group}>
              <legend>{t('Images')}</legend>
              {plan.images.map((image) => (
                <Checkbox
                  key={image.reference}
                  label={image.reference}
                  description={imageText(image, target)}
                  disabled={!canSend(image)}
                  checked={images.includes(image)}
                  onChange={(event) => setTurned({ ...turned, [image.reference]: event.currentTarget.checked })}
                />
              ))}
            </fieldset>
          )}
          {plan.volumes.length > 0 && (
            <fieldset className={styles.group}>
              <legend>{t('Contents of volumes')}</legend>
              {plan.volumes.map((volume) => (
                <Checkbox
                  key={volume.name}
                  label={volume.name}
                  description={volumeText(volume, target)}
                  disabled={!isFree(volume)}
                  checked={volumes.includes(volume)}
                  onChange={(event) => setTurned({ ...turned, [volume.name]: event.currentTarget.checked })}
                />
              ))}
            </fieldset>
          )}
        </>
      )}
    </CopyDialog>
  );
}

function Concerns({ plan, target }: { readonly plan: StackCopyPlan; readonly target: string }) {
  if (plan.concerns.length === 0) return null;
  return (
    <ul className={styles.concerns} aria-label={t('What is different on {{target}}', { target })}>
      {plan.concerns.map((concern) => (
        <li key={JSON.stringify(concern)} data-blocking={isBlocking(concern) || undefined}>
          {concernText(concern, target)}
        </li>
      ))}
    </ul>
  );
}

const canSend = ({ sizeBytes, nameThere }: StackImage): boolean => sizeBytes !== undefined && nameThere !== 'same';
const isFree = ({ isHere, isThere }: StackVolume): boolean => isHere && !isThere;

function imageText({ sizeBytes, nameThere, isBuilt, services }: StackImage, target: string): string {
  const of = services.join(', ');
  if (nameThere === 'same') return t('{{services}} · {{target}} has it', { services: of, target });
  const said = [of];
  if (sizeBytes === undefined) {
    said.push(
      isBuilt
        ? t('not on this engine: built on {{target}}', { target })
        : t('not on this engine: pulled on {{target}} from its registry', { target }),
    );
  } else {
    const size = formatSize(sizeBytes);
    said.push(
      isBuilt
        ? t('{{size}}, or built on {{target}}', { size, target })
        : t('{{size}}, or pulled there from its registry', { size }),
    );
  }
  if (nameThere === 'other') said.push(t('another image has the name on {{target}}, and loses it', { target }));
  return said.join(' · ');
}

function volumeText({ sizeBytes, isHere, isThere, runningUsers }: StackVolume, target: string): string {
  if (isThere) return t('is on {{target}} already, and stays as it is', { target });
  if (!isHere) return t('not on this engine yet: it begins empty there');
  const size = sizeBytes === undefined ? t('size unknown') : formatSize(sizeBytes);
  if (runningUsers.length === 0) return size;
  return plural(
    runningUsers.length,
    '{{size}} · {{names}} runs with it: stop the stack first, or the copy may fail when it is compared',
    '{{size}} · {{names}} run with it: stop the stack first, or the copy may fail when it is compared',
    { size, names: runningUsers.join(', ') },
  );
}
