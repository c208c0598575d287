import type { VmSpec } from '../driver.ts';
import { type QemuOptions, createQemuDriver } from '../qemu/driver.ts';

/** What an app does until it is killed: starts a VM, says so, and looks after it. */
export async function runUntilKilled(spec: VmSpec, options: QemuOptions): Promise<void> {
  const vm = await createQemuDriver(options).start(spec);
  await vm.ready(new AbortController().signal);
  process.stdout.write(`${JSON.stringify({ pid: vm.pid })}\n`);
  await vm.ended;
}
