import { ConfirmDialog } from '../../ui/index.ts';
import { t } from './texts/index.ts';

export type Ending = 'stop' | 'restart';

interface EngineConfirmProps {
  readonly ending: Ending;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Nothing is stopped in silence: with the engine its containers end. */
export function EngineConfirm({ ending, onConfirm, onCancel }: EngineConfirmProps) {
  return (
    <ConfirmDialog
      title={ending === 'stop' ? t('Stop Gantry’s engine?') : t('Restart Gantry’s engine?')}
      message={
        ending === 'stop'
          ? t(
              'Its running containers stop with it, unless live-restore is on in its configuration. Containers, images and volumes are kept.',
            )
          : t(
              'Its running containers stop with it, unless live-restore is on in its configuration. Afterwards those come back whose restart policy says so.',
            )
      }
      confirmLabel={ending === 'stop' ? t('Stop') : t('Restart')}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  );
}
