import { z } from 'zod';
import type { RequirementFix } from '../../../contract/model/engine.ts';
import type { Env } from '../run.ts';
import { readWithPowerShell } from './powershell.ts';

const schema = z.object({
  build: z.number(),
  isHypervisorPresent: z.boolean(),
  /** Of the processor; says nothing (false) while a hypervisor runs. */
  isFirmwareOn: z.boolean(),
  isAdministrator: z.boolean(),
  isHyperVAdministrator: z.boolean(),
  /** The person's own, to be named to a step that runs as somebody else. */
  sid: z.string(),
  /** By name; a feature this edition of Windows does not have is not there. */
  features: z.record(z.string(), z.boolean()),
});

export type WindowsFacts = z.infer<typeof schema>;

/** What can be known of this Windows without rights. Undefined when PowerShell does not tell. */
export async function readWindowsFacts(env: Env): Promise<WindowsFacts | undefined> {
  const found = schema.safeParse(await readWithPowerShell(FACTS, { features: Object.values(FEATURES) }, env));
  return found.success ? found.data : undefined;
}

export const FEATURES = {
  hyperV: 'Microsoft-Hyper-V',
  hypervisorPlatform: 'HypervisorPlatform',
  virtualMachinePlatform: 'VirtualMachinePlatform',
  wsl: 'Microsoft-Windows-Subsystem-Linux',
} as const;

/** CIM, because Get-WindowsOptionalFeature wants an administrator even to look. InstallState 1 is on, 3 is absent. */
export const FACTS = `
$features = @{}
foreach ($one in Get-CimInstance -ClassName Win32_OptionalFeature) {
  if (($in.features -contains $one.Name) -and ($one.InstallState -ne 3)) { $features[$one.Name] = ($one.InstallState -eq 1) }
}
$me = [Security.Principal.WindowsIdentity]::GetCurrent()
$groups = @($me.Groups | ForEach-Object { $_.Value })
@{
  build = [int](Get-CimInstance -ClassName Win32_OperatingSystem).BuildNumber
  isHypervisorPresent = [bool](Get-CimInstance -ClassName Win32_ComputerSystem).HypervisorPresent
  isFirmwareOn = [bool]@(Get-CimInstance -ClassName Win32_Processor)[0].VirtualizationFirmwareEnabled
  isAdministrator = (New-Object Security.Principal.WindowsPrincipal $me).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
  isHyperVAdministrator = ($groups -contains 'S-1-5-32-578')
  sid = $me.User.Value
  features = $features
}`.trim();

/** Turning a feature of Windows on. The exit status 3010 says that it went well and the machine must be started again. */
export function featureFix(title: string, why: string, features: readonly string[]): RequirementFix {
  return {
    title,
    why: `${why} Only an administrator may change the features of Windows, so Windows will ask for permission.`,
    command: [
      'dism.exe',
      '/online',
      '/enable-feature',
      ...features.map((name) => `/featurename:${name}`),
      '/all',
      '/norestart',
    ],
    needsElevation: true,
    needsReboot: true,
  };
}

/** The processor's virtualization is off in the firmware. Nothing but the person's own hand can turn it on. */
export const isVirtualizationOff = ({ isHypervisorPresent, isFirmwareOn }: WindowsFacts): boolean =>
  !isHypervisorPresent && !isFirmwareOn;

export const FIRMWARE_REMEDY =
  'Start the machine again, enter its firmware’s settings (often F2, F10 or Del), turn on “Intel VT-x”, “AMD-V” or “SVM”, save. In a virtual machine, its host must allow nested virtualization.';
