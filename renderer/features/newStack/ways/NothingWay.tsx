import { DraftForm } from '../draft/DraftForm.tsx';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

const NOTHING = { type: 'nothing' } as const;

export function NothingWay({ context }: { readonly context: string }) {
  return (
    <div className={styles.way}>
      <p className={styles.lead}>{t('A Compose file with one service, to go on from in the editor.')}</p>
      <DraftForm context={context} from={NOTHING} />
    </div>
  );
}
