import type { WindowsFacts } from '../windows/facts.ts';
import type { Rule } from './standIns.ts';

/** A Windows 11 Pro with everything on, looked at by somebody who is no administrator. */
export const WINDOWS: WindowsFacts = {
  build: 26_100,
  isHypervisorPresent: true,
  isFirmwareOn: false,
  isAdministrator: false,
  isHyperVAdministrator: true,
  sid: 'S-1-5-21-1-2-3-1001',
  features: {
    'Microsoft-Hyper-V': true,
    HypervisorPlatform: true,
    VirtualMachinePlatform: true,
    'Microsoft-Windows-Subsystem-Linux': true,
  },
};

export const says = (value: unknown): string => JSON.stringify({ ok: true, value });

export const fails = (message: string, id: string, category: string): string =>
  JSON.stringify({ ok: false, message, id, category });

export const factsRule = (facts: Partial<WindowsFacts> = {}): Rule => ({
  when: ['Win32_OptionalFeature'],
  stdout: says({ ...WINDOWS, ...facts }),
});
