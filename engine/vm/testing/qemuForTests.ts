import { emulatorForTests } from '../../guest/testing/builtGuest.ts';

/** The folder of a QEMU 10, fetched when it is not there yet: the one that the guest's own tests run. */
export async function qemuForTests(): Promise<string> {
  return (await emulatorForTests('amd64')).path();
}
