import type { MachineCheck, MachineFix } from '../../../contract/model/firstRun.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../ui/index.ts';
import { t } from './texts/index.ts';
import { checkTitle, checkWords } from './words.ts';

interface MendDialogProps {
  readonly check: MachineCheck;
  readonly fix: MachineFix;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what will be done before it is done. */
export function MendDialog({ check, fix, onClose, onDone }: MendDialogProps) {
  return (
    <ConfirmDialog
      title={t('Mend “{{title}}”?', { title: checkTitle(check) })}
      message={
        <>
          <p>{checkWords(check).todo}</p>
          {fix.needsElevation && <p>{t('The system asks for an administrator’s permission.')}</p>}
          {fix.after === 'sign-in' && (
            <p>{t('It counts once you have signed out and in again. These first steps then go on where they are.')}</p>
          )}
          {fix.after === 'restart' && (
            <p>{t('It counts once the computer has been restarted. These first steps then go on where they are.')}</p>
          )}
        </>
      }
      command={fix.command.join(' ')}
      confirmLabel={t('Mend it')}
      onCancel={onClose}
      onConfirm={async () => {
        const { after } = await client.firstRun.mend({ check: check.id });
        notify({ title: doneWords(after), tone: 'success', isSticky: after !== 'nothing' });
        onDone();
      }}
    />
  );
}

function doneWords(after: MachineFix['after']): string {
  if (after === 'sign-in') return t('Done. Now sign out of this computer and in again.');
  return after === 'restart' ? t('Done. Now restart this computer.') : t('Done.');
}
