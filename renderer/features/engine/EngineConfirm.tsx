import { ConfirmDialog } from '../../ui/index.ts';

export type Ending = 'stop' | 'restart';

interface EngineConfirmProps {
  readonly ending: Ending;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Nothing is stopped in silence: with the engine its containers end. */
export function EngineConfirm({ ending, onConfirm, onCancel }: EngineConfirmProps) {
  const verb = ending === 'stop' ? 'Stop' : 'Restart';
  return (
    <ConfirmDialog
      title={`${verb} Gantry’s engine?`}
      message={
        ending === 'stop'
          ? 'Its running containers stop with it, unless live-restore is on in its configuration. Containers, images and volumes are kept.'
          : 'Its running containers stop with it, unless live-restore is on in its configuration. Afterwards those come back whose restart policy says so.'
      }
      confirmLabel={verb}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  );
}
