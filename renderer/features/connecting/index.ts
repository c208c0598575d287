import { createOpener } from '../../ui/opener.ts';

export interface Connecting {
  /** The container that is to reach another. */
  readonly fromId: string;
  /** Absent: the dialog asks for it. */
  readonly toId?: string;
}

/** “Connect to…”: anybody may ask for it, the feature of networks shows it. */
export const connecting = createOpener<Connecting>();

/** Asks how a container is to reach another. */
export const openConnectTo = connecting.open;
