import type { VmEnd } from '../driver.ts';
import type { Exit } from '../launch.ts';
import type { QmpEvent } from './qmp.ts';

/** QEMU's word about its end: the reason of its `SHUTDOWN` event. */
export function shutdownReason({ event, data }: QmpEvent): string | undefined {
  return event === 'SHUTDOWN' ? String(data['reason']) : undefined;
}

/**
 * How a VM ended, from what QEMU said last and how its process ended; the latter is not known of one that was adopted. The
 * guest's kernel reboots after a panic, and QEMU is told to end then: so a reboot that nobody asked for is a crash.
 */
export function vmEnd(reason: string | undefined, exit: Exit | undefined, isAskedFor: boolean): VmEnd {
  if (exit && exit.status !== 0 && exit.status !== null)
    return { reason: 'crashed', message: `QEMU ended with status ${exit.status}` };
  switch (reason) {
    case 'guest-shutdown':
    case 'host-qmp-quit':
      return { reason: 'stopped' };
    case 'guest-reset':
      return isAskedFor ? { reason: 'stopped' } : { reason: 'crashed', message: 'the guest restarted by itself' };
    case 'guest-panic':
      return { reason: 'crashed', message: 'the guest’s kernel gave up' };
    case 'host-signal':
      return { reason: 'killed', message: 'QEMU was ended from outside' };
    default:
      return {
        reason: 'killed',
        message: exit?.signal ? `QEMU was ended by ${exit.signal}` : 'QEMU ended without a word',
      };
  }
}
