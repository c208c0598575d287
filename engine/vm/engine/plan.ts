import { AppFailure } from '../../../contract/errors.ts';
import type { Requirement } from '../../../contract/model/engine.ts';
import type { VmChoices } from '../../../contract/model/engineVm.ts';
import type { GuestArch } from '../../guest/arch.ts';
import { type Choice, chooseVm } from '../choose.ts';
import type { SharedFolder, VmDriver, VmKind } from '../driver.ts';
import { met, unmet } from '../requirement.ts';
import { type FoundGuest, findGuest } from './guestParts.ts';
import { type VmResources, resourcesOf, vmSpec } from './machine.ts';
import type { VmEnginePaths } from './paths.ts';
import { readVmRecord } from './record.ts';
import type { Machine } from './supervisor.ts';

export interface PlanOptions {
  readonly paths: VmEnginePaths;
  readonly platform: NodeJS.Platform;
  readonly arch: GuestArch;
  readonly guestDir: string;
  readonly choices: () => VmChoices;
  readonly shares: () => readonly SharedFolder[];
  readonly createDriver: (kind: VmKind) => VmDriver;
}

/** Which VM it is to be: by whom it is run, of which parts, how large. Looked for when it is asked, and not before. */
export interface Plan {
  readonly guest: FoundGuest | undefined;
  resources(): VmResources;
  /** Rejects with `unsupported` where no hypervisor is known. */
  choose(): Promise<Choice>;
  /** Of the app's guest, or of another folder's. Rejects where there is none. */
  machine(otherDir?: string): Promise<Machine>;
  /** All anew: what was missing may have been mended. */
  requirements(): Promise<readonly Requirement[]>;
}

export function createPlan(options: PlanOptions): Plan {
  const { paths, platform, arch, guestDir } = options;
  let guest: FoundGuest | undefined;
  let choice: { readonly found: Choice; readonly wanted: VmKind | undefined } | undefined;
  const resources = () => resourcesOf(options.choices());

  /** What works here is looked for once; what does not may have been mended since. */
  const choose = async (): Promise<Choice> => {
    const wanted = options.choices().hypervisor ?? (await readVmRecord(paths.record)).kind;
    if (choice?.found.chosen.isUsable === true && choice.wanted === wanted) return choice.found;
    const spec = { dir: paths.vmDir, memoryBytes: resources().memoryBytes };
    const found = await chooseVm({ platform, createDriver: options.createDriver, spec, wanted });
    if (!found) throw noHypervisor(platform);
    choice = { found, wanted };
    return found;
  };

  return {
    get guest() {
      return guest;
    },
    resources,
    choose,
    machine: async (otherDir) => {
      const found =
        otherDir === undefined ? (guest ??= await findGuest(guestDir, arch)) : await findGuest(otherDir, arch);
      const { driver } = (await choose()).chosen;
      return { driver, spec: vmSpec(paths, found.parts, resources(), options.shares()) };
    },
    requirements: async () => {
      const parts = await findGuest(guestDir, arch).then(
        (found) => {
          guest = found;
          return met('Parts of the VM', `Version ${found.parts.version} is here.`);
        },
        (error: unknown) => guestRequirement(error),
      );
      choice = undefined;
      return [parts, ...(await choose()).chosen.requirements];
    },
  };
}

function guestRequirement(error: unknown): Requirement {
  if (!(error instanceof AppFailure)) throw error;
  const { message } = error.error;
  return unmet('Parts of the VM', message, 'hint' in error.error ? (error.error.hint ?? '') : '');
}

export const isEnough = ({ isMet, isOptional }: Requirement): boolean => isMet || isOptional === true;

export const cannotStart = (lacking: readonly Requirement[]) =>
  new AppFailure({
    code: 'unsupported',
    message: `The engine cannot start here yet. ${lacking.map(({ name, message }) => `${name}: ${message}`).join(' ')}`,
    hint: lacking.map(({ remedy }) => remedy ?? '').join(' '),
  });

const noHypervisor = (platform: NodeJS.Platform) =>
  new AppFailure({
    code: 'unsupported',
    message: `No hypervisor is known for this system (${platform}).`,
    hint: 'Use an engine elsewhere, by SSH.',
  });
