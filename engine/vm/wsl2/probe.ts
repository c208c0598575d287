import type { Requirement } from '../../../contract/model/engine.ts';
import { met, unmet } from '../requirement.ts';
import { type Env, runProgram } from '../run.ts';
import { FEATURES, FIRMWARE_REMEDY, featureFix, isVirtualizationOff, readWindowsFacts } from '../windows/facts.ts';
import { WSL } from './wsl.ts';

/** Windows 10 2004: the first with WSL2. */
const LEAST_BUILD = 19_041;

/** Looks without rights and without words of a language: at facts of Windows, and whether wsl.exe itself is more than a stub. */
export async function probeWsl(env: Env): Promise<readonly Requirement[]> {
  const facts = await readWindowsFacts(env);
  if (!facts) return [unmet('Windows', 'Windows does not say what it has.', 'See that Windows PowerShell may run.')];
  const isNew = facts.build >= LEAST_BUILD;
  const version = isNew
    ? met('Windows', `Build ${facts.build}.`)
    : unmet(
        'Windows',
        `WSL2 needs Windows 10 version 2004 (build ${LEAST_BUILD}); this is build ${facts.build}.`,
        'Update Windows in its settings.',
      );
  if (!isNew) return [version];
  const firmware = isVirtualizationOff(facts)
    ? unmet('Virtualization', 'It is off in the firmware.', FIRMWARE_REMEDY)
    : met('Virtualization', 'It is on.');
  const missing = [FEATURES.wsl, FEATURES.virtualMachinePlatform].filter((name) => !facts.features[name]);
  const isThere = missing.length === 0 || (await worksFromStore(env, missing));
  return [version, firmware, isThere ? met('WSL2', 'It is on.') : off(missing)];
}

/** WSL from the Store does without the old feature, but not without the VMs’. `--version` is a word the stub does not know. */
async function worksFromStore(env: Env, missing: readonly string[]): Promise<boolean> {
  if (missing.includes(FEATURES.virtualMachinePlatform)) return false;
  const asked = await runProgram({ file: WSL, args: [] }, ['--version'], { env }).catch(() => undefined);
  return asked?.status === 0;
}

function off(missing: readonly string[]): Requirement {
  const fix = featureFix(
    'Turn on WSL2',
    'The engine runs as a distribution of the Windows Subsystem for Linux.',
    missing,
  );
  return unmet('WSL2', `Off: ${missing.join(', ')}.`, `As administrator: ${fix.command.join(' ')}`, { fix });
}
