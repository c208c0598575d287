import type { Transform } from 'node:stream';
import type { RunningVm, SharedFolder, VmDriver } from '../driver.ts';
import type { GuestLink } from './link.ts';

/** A guest that answers over SSH. Its engine may not yet. */
export interface ServedGuest {
  readonly link: GuestLink;
  readonly vm: RunningVm;
  /** The folders that this VM was started with. */
  readonly shares: readonly SharedFolder[];
  /** How folders get into it. */
  readonly sharing: VmDriver['shares'];
  /** Aborted when the start is called off. */
  readonly signal: AbortSignal;
}

/** Something of the host that the guest is served with for as long as the VM runs: its published ports, folders. */
export interface GuestService {
  /** Shown as a stage of the start when it is done. */
  readonly name: string;
  /**
   * Called at each start and each adoption, before the engine is waited for: containers that it starts by itself find what
   * they need. What it rejects with fails the start. After a lost connection the link makes a new one; the service sees to
   * itself. Gives what ends it.
   */
  serve(guest: ServedGuest): Promise<() => void | Promise<void>>;
  /** What each client says to the engine goes through one of these; it may answer in the engine's place. */
  readonly filter?: (answer: (response: Buffer) => void) => Transform;
}
