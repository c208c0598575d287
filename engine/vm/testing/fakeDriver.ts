import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Requirement } from '../../../contract/model/engine.ts';
import { waitForReady } from '../boot/waitForReady.ts';
import { vmRuns } from '../failures.ts';
import type { RunningVm, VmDriver, VmEnd, VmSpec, VmState } from '../driver.ts';

/** What the guest of a fake VM does when it is started: says lines on its serial port, for example. */
export type FakeBoot = (vm: FakeVm) => Promise<void> | void;

export interface FakeVm {
  readonly spec: VmSpec;
  say(line: string): Promise<void>;
  end(how: VmEnd): void;
}

/** VMs in memory: no hypervisor, but the same order of things. A VM outlives what holds it, as real ones do. */
export interface FakeDriver extends VmDriver {
  boot: FakeBoot;
  requirements: readonly Requirement[];
  sshPort: number;
  readonly starts: number;
  /** The VM that runs. */
  readonly running: FakeVm | undefined;
  /** As if the app that holds it were gone. */
  abandon(): void;
  /** How the last stop was asked: over SSH by our own word, or by the power button. */
  readonly stops: readonly ('asked' | 'pulled')[];
  readonly sizes: readonly number[];
}

export function createFakeDriver(boot: FakeBoot, budgetMs = 10_000): FakeDriver {
  let state: VmState = 'absent';
  let current: { readonly vm: FakeVm; readonly ended: Promise<VmEnd>; isHeld: boolean } | undefined;
  let starts = 0;
  const stops: ('asked' | 'pulled')[] = [];
  const sizes: number[] = [];

  const hold = (held: NonNullable<typeof current>, isAdopted: boolean): RunningVm => {
    held.isHeld = true;
    const serialLog = path.join(held.vm.spec.dir, 'serial.log');
    const end = async () => {
      held.vm.end({ reason: 'stopped' });
      await held.ended;
    };
    return {
      pid: 4242,
      startedAt: Date.now(),
      isAdopted,
      sshAddress: { type: 'tcp', host: '127.0.0.1', port: driver.sshPort },
      serialLog,
      ended: held.ended,
      ready: (signal) => waitForReady({ serialLog, ended: held.ended, budgetMs }, signal),
      stop: async (_graceMs, askGuest) => {
        const isHeard = await askGuest?.().then(
          () => true,
          () => false,
        );
        stops.push(isHeard ? 'asked' : 'pulled');
        await end();
      },
      kill: async () => {
        held.vm.end({ reason: 'killed' });
        await held.ended;
      },
      release: () => {
        held.isHeld = false;
        return Promise.resolve();
      },
    };
  };

  const driver: FakeDriver = {
    kind: 'qemu',
    shares: 'none',
    boot,
    requirements: [],
    sshPort: 0,
    stops,
    sizes,
    get starts() {
      return starts;
    },
    get running() {
      return current?.vm;
    },
    abandon: () => {
      if (current) current.isHeld = false;
    },
    probe: () => Promise.resolve(driver.requirements),
    create: async (spec) => {
      await mkdir(spec.dir, { recursive: true });
      if (state === 'absent') state = 'stopped';
    },
    start: async (spec) => {
      if (current) throw vmRuns();
      await driver.create(spec);
      starts += 1;
      const serialLog = path.join(spec.dir, 'serial.log');
      await writeFile(serialLog, '');
      let end: (how: VmEnd) => void = () => {};
      const ended = new Promise<VmEnd>((resolve) => (end = resolve)).then((how) => {
        if (current?.vm === vm) current = undefined;
        return how;
      });
      const vm: FakeVm = { spec, say: (line) => appendFile(serialLog, `\n${line}\n`), end: (how) => end(how) };
      current = { vm, ended, isHeld: true };
      void driver.boot(vm);
      return hold(current, false);
    },
    state: () => Promise.resolve(current ? 'running' : state),
    adopt: () => {
      if (current?.isHeld) return Promise.reject(vmRuns());
      return Promise.resolve(current && hold(current, true));
    },
    resize: (spec) => {
      sizes.push(spec.dataSizeBytes);
      return Promise.resolve();
    },
    remove: () => {
      state = 'absent';
      return Promise.resolve();
    },
  };
  return driver;
}
