import { parseSerialLine } from '../boot/serialLine.ts';
import { followLog } from '../../native/log.ts';

export interface GuestFailure {
  /** `engine-crash-loop`, `data-full`, … */
  readonly code: string;
  readonly message: string;
}

export interface SerialHeard {
  readonly onStage: (stage: string) => void;
  /** After READY: SSH goes on, the engine does not. What is said before ends the start itself. */
  readonly onFailed: (failure: GuestFailure) => void;
}

/**
 * Listens to what the guest says, until `signal`. Of one that was found running (`isAdopted`) only what it says from now on
 * counts: what went wrong days ago may have been mended.
 */
export async function watchSerial(
  serialLog: string,
  isAdopted: boolean,
  heard: SerialHeard,
  signal: AbortSignal,
): Promise<void> {
  let isReady = isAdopted;
  for await (const lines of followLog(serialLog, isAdopted ? 0 : Number.MAX_SAFE_INTEGER, signal)) {
    for (const line of lines) {
      const said = parseSerialLine(line);
      if (said.type === 'ready') isReady = true;
      if (said.type === 'stage') heard.onStage(said.stage);
      if (said.type === 'failed' && isReady) heard.onFailed({ code: said.code ?? 'unknown', message: said.message });
    }
  }
}
