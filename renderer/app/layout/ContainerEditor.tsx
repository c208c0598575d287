import type { EditorProps } from '../../features/containerChange/index.ts';
import { SettingsEditor } from '../../features/containers/index.ts';

/** Of one container there is no number, and it exists already. */
const HIDDEN = ['count', 'start', 'pull'] as const;

/** The form of all settings, for the feature that changes containers: features do not know each other. */
export function ContainerEditor(props: EditorProps) {
  return <SettingsEditor {...props} hiddenIds={HIDDEN} />;
}
