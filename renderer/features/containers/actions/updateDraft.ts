import type { ContainerUpdate } from '../../../../contract/model/action.ts';
import type { ContainerDetail, RestartPolicyName } from '../../../../contract/model/container.ts';
import type { SystemInfo } from '../../../../contract/model/system.ts';
import { memoryText, messageOf, parseCount, parseCpus, parseMemory, valueOf } from '../text/amounts.ts';
import { t } from '../texts/index.ts';

/** The fields of the dialog, as text. Empty means: as it is. */
export interface UpdateDraft {
  readonly memory: string;
  /** Memory and swap together; `-1` for no limit on swap. */
  readonly memorySwap: string;
  readonly reservation: string;
  readonly cpus: string;
  readonly cpuShares: string;
  readonly cpuset: string;
  /** `-1` for no limit. */
  readonly pids: string;
  readonly restart: RestartPolicyName | '';
  readonly retries: string;
}

export type UpdateProblems = Partial<Record<keyof UpdateDraft, string>>;

export const EMPTY_UPDATE: UpdateDraft = {
  memory: '',
  memorySwap: '',
  reservation: '',
  cpus: '',
  cpuShares: '',
  cpuset: '',
  pids: '',
  restart: '',
  retries: '',
};

export function draftOf({ limits, restartPolicy }: Pick<ContainerDetail, 'limits' | 'restartPolicy'>): UpdateDraft {
  const number = (value: number) => (value > 0 ? String(value) : '');
  return {
    memory: memoryText(limits.memoryBytes),
    memorySwap: limits.memorySwapBytes < 0 ? '-1' : memoryText(limits.memorySwapBytes),
    reservation: memoryText(limits.memoryReservationBytes),
    cpus: number(limits.cpus),
    cpuShares: number(limits.cpuShares),
    cpuset: limits.cpusetCpus,
    pids: number(limits.pids),
    restart: restartPolicy.name,
    retries: restartPolicy.maximumRetryCount ? String(restartPolicy.maximumRetryCount) : '',
  };
}

/** A kernel without swap accounting, as `docker info` warns of it. */
export const canLimitSwap = ({ warnings }: Pick<SystemInfo, 'warnings'>): boolean =>
  !warnings.some((warning) => /no swap limit support/i.test(warning));

const cannotClear = () => t('The engine cannot take a limit away from a container; write a larger one.');
const CPUSET = /^\d+(-\d+)?(,\d+(-\d+)?)*$/;

/** What differs from `before` is what is changed; everything else is not mentioned to the engine. */
export function readUpdate(
  draft: UpdateDraft,
  before: UpdateDraft,
): { update: ContainerUpdate; problems: UpdateProblems } {
  const swap = draft.memorySwap.trim();
  const parsed = {
    memory: parseMemory(draft.memory),
    memorySwap: swap === '-1' ? ({ type: 'value', value: -1 } as const) : parseMemory(swap),
    reservation: parseMemory(draft.reservation),
    cpus: parseCpus(draft.cpus),
    cpuShares: parseCount(draft.cpuShares, t('the shares'), { min: 2, max: 262_144 }),
    pids: parseCount(draft.pids, t('the number'), { min: -1 }),
    retries: parseCount(draft.retries, t('the number')),
  };
  const problems: UpdateProblems = {};
  for (const [name, amount] of Object.entries(parsed) as [
    keyof typeof parsed,
    (typeof parsed)[keyof typeof parsed],
  ][]) {
    const isCleared = amount.type === 'none' && before[name] !== '' && name !== 'retries';
    const message = isCleared ? cannotClear() : messageOf(amount);
    if (message !== undefined) problems[name] = message;
  }
  const cpuset = draft.cpuset.trim();
  if (cpuset === '' ? before.cpuset !== '' : !CPUSET.test(cpuset)) {
    problems.cpuset = cpuset === '' ? cannotClear() : t('Write CPUs such as 0-2 or 0,3.');
  }
  const [memory, memorySwap] = [valueOf(parsed.memory), valueOf(parsed.memorySwap)];
  if (memory !== undefined && memorySwap !== undefined && memorySwap > 0 && memorySwap < memory) {
    problems.memorySwap ??= t('This is memory and swap together: at least as much as the memory.');
  }
  // So it is with every engine: a memory limit alone is refused where memory and swap together have none.
  const isOne = before.restart !== '';
  if (
    isOne &&
    memory !== undefined &&
    draft.memory.trim() !== before.memory.trim() &&
    parsed.memorySwap.type === 'none'
  ) {
    problems.memorySwap ??= t('The engine wants this too: {{memory}} is usual, -1 means no limit on swap.', {
      memory: memoryText(2 * memory),
    });
  }

  const isChanged = (name: keyof UpdateDraft) => draft[name].trim() !== before[name].trim();
  const take = (name: keyof typeof parsed) => (isChanged(name) ? valueOf(parsed[name]) : undefined);
  const retries = valueOf(parsed.retries);
  const update: ContainerUpdate = {
    memoryBytes: take('memory'),
    memorySwapBytes: take('memorySwap'),
    memoryReservationBytes: take('reservation'),
    cpus: take('cpus'),
    cpuShares: take('cpuShares'),
    cpusetCpus: isChanged('cpuset') && cpuset !== '' ? cpuset : undefined,
    pids: take('pids'),
    restartPolicy:
      draft.restart !== '' && (isChanged('restart') || (draft.restart === 'on-failure' && isChanged('retries')))
        ? { name: draft.restart, maximumRetryCount: draft.restart === 'on-failure' ? retries : undefined }
        : undefined,
  };
  return { update: withoutUndefined(update), problems };
}

const withoutUndefined = (update: ContainerUpdate): ContainerUpdate =>
  Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
