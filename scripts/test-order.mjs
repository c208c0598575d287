// The order in which vitest takes the files of a run.
import { BaseSequencer } from 'vitest/node';

/** Vitest's own order (what takes longest first), but for tests of VMs. */
export class TestOrder extends BaseSequencer {
  async sort(files) {
    return spreadVms(await super.sort(files), ({ moduleId }) => moduleId);
  }
}

const isVm = (path) => /\/engine\/(vm|guest)\/.*\.integration\.test\.ts$/.test(path);

/**
 * A VM under emulation takes a whole core for minutes: beside each other they are too slow for their tests, and one that
 * is begun last is waited for alone. They are spread over the first two thirds.
 */
export function spreadVms(files, path) {
  const vms = files.filter((file) => isVm(path(file)));
  if (vms.length === 0) return files;
  const others = files.filter((file) => !isVm(path(file)));
  const between = Math.floor((others.length * 2) / 3 / vms.length);
  return vms
    .flatMap((vm, index) => [vm, ...others.slice(index * between, (index + 1) * between)])
    .concat(others.slice(vms.length * between));
}
