import type { ContainerHistory } from '../containerHistory/createHistory.ts';
import type { Recreate } from '../recreate/createRecreate.ts';
import type { LiveChanges } from './liveChanges.ts';
import type { TransferDeps } from '../services/transfers/deps.ts';

export interface ContainerChangesDeps extends TransferDeps {
  readonly recreate: Recreate;
  readonly liveChanges: LiveChanges;
  readonly history: ContainerHistory;
}
