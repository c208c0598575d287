import type { Requirement } from '../../../contract/model/engine.ts';
import { met, unmet } from '../requirement.ts';
import type { Env } from '../run.ts';
import {
  FEATURES,
  FIRMWARE_REMEDY,
  type WindowsFacts,
  featureFix,
  isVirtualizationOff,
  readWindowsFacts,
} from '../windows/facts.ts';

/** Windows 10 1809: the first whose Default Switch works as it is used here. */
const LEAST_BUILD = 17_763;
/** “Hyper-V Administrators”, whatever it is called here. */
const HYPERV_ADMINISTRATORS = 'S-1-5-32-578';

export async function probeHyperV(env: Env): Promise<readonly Requirement[]> {
  const facts = await readWindowsFacts(env);
  if (!facts) return [unmet('Windows', 'Windows does not say what it has.', 'See that Windows PowerShell may run.')];
  return [version(facts), firmware(facts), feature(facts), rights(facts)];
}

const version = ({ build }: WindowsFacts): Requirement =>
  build >= LEAST_BUILD
    ? met('Windows', `Build ${build}.`)
    : unmet(
        'Windows',
        `Windows 10 version 1809 (build ${LEAST_BUILD}) is needed; this is build ${build}.`,
        'Update Windows in its settings.',
      );

const firmware = (facts: WindowsFacts): Requirement =>
  isVirtualizationOff(facts)
    ? unmet('Virtualization', 'It is off in the firmware.', FIRMWARE_REMEDY)
    : met('Virtualization', 'It is on.');

function feature({ features, isHypervisorPresent }: WindowsFacts): Requirement {
  const isOn = features[FEATURES.hyperV];
  if (isOn === undefined)
    return unmet(
      'Hyper-V',
      'This edition of Windows does not have it (Home has not).',
      'Use WSL2 instead, or an edition with Hyper-V (Pro, Enterprise, Education).',
    );
  if (isOn && isHypervisorPresent) return met('Hyper-V', 'It is on.');
  if (isOn)
    return unmet(
      'Hyper-V',
      'It is on but does not run yet.',
      'Start the machine again. If it then still does not run, as administrator: bcdedit /set hypervisorlaunchtype auto',
    );
  const fix = featureFix('Turn on Hyper-V', 'The engine runs in a VM of Hyper-V.', [FEATURES.hyperV]);
  return unmet('Hyper-V', 'The feature is off.', `As administrator: ${fix.command.join(' ')}`, { fix });
}

function rights({ isAdministrator, isHyperVAdministrator, sid }: WindowsFacts): Requirement {
  const name = 'Right to use Hyper-V';
  if (isAdministrator || isHyperVAdministrator) return met(name, 'This user may.');
  return unmet(
    name,
    'This user may not make VMs.',
    'As administrator, add this user to the group “Hyper-V Administrators”, then log in again.',
    {
      // By number: names are translated, and who gives permission may be somebody else than who asks.
      ...(/^S-[\d-]+$/.test(sid) && {
        fix: {
          title: 'Let this user use Hyper-V',
          why: 'Only members of a group of Windows may make VMs. To add this user to it takes an administrator, once; it counts from the next login on.',
          command: [
            ...['powershell.exe', '-NoProfile', '-NonInteractive', '-Command'],
            `Add-LocalGroupMember -SID ${HYPERV_ADMINISTRATORS} -Member ${sid}`,
          ],
          needsElevation: true,
          needsReboot: true,
        },
      }),
    },
  );
}
