/**
 * What PowerShell is asked to do for Hyper-V. Constants: what varies is `$in`, so no name and no path can become a part of a
 * script. `Hyper-V\` before the names, because other modules have a Get-VM too.
 */

export const STATE = `
$vm = Hyper-V\\Get-VM | Where-Object { $_.Name -eq $in.name } | Select-Object -First 1
if ($vm) { [string]$vm.State } else { 'Absent' }`.trim();

/** Block size 1 MB: with the default of 32 an empty file system takes hundreds of megabytes. */
export const CREATE_DATA = `
if (-not (Test-Path -LiteralPath $in.data)) {
  Hyper-V\\New-VHD -Path $in.data -SizeBytes ([uint64]$in.dataSizeBytes) -Dynamic -BlockSizeBytes 1MB | Out-Null
}`.trim();

/** A generation 2 VM takes VHDX only; the config disk is written as VHD, which is raw bytes and a footer. */
export const CONVERT_CONFIG = `
if (Test-Path -LiteralPath $in.config) { Remove-Item -LiteralPath $in.config -Force }
Hyper-V\\Convert-VHD -Path $in.configVhd -DestinationPath $in.config -VHDType Dynamic -DeleteSource`.trim();

/** The definition is made anew at each start, so that it always is what the settings say. The disks are not a part of it. */
export const DEFINE = `
$old = Hyper-V\\Get-VM | Where-Object { $_.Name -eq $in.name }
if ($old) { $old | Hyper-V\\Remove-VM -Force }
$vm = Hyper-V\\New-VM -Name $in.name -Path $in.dir -Generation 2 -VHDPath $in.boot -MemoryStartupBytes ([int64]$in.memoryBytes) -SwitchName 'Default Switch'
foreach ($disk in @($in.root, $in.data, $in.config)) { Hyper-V\\Add-VMHardDiskDrive -VM $vm -Path $disk }
Hyper-V\\Set-VMFirmware -VM $vm -EnableSecureBoot Off
Hyper-V\\Set-VM -VM $vm -ProcessorCount ([int]$in.cpus) -CheckpointType Disabled -AutomaticStartAction Nothing -AutomaticStopAction ShutDown
Hyper-V\\Set-VMMemory -VM $vm -DynamicMemoryEnabled $true -MinimumBytes 512MB -MaximumBytes ([int64]$in.memoryBytes)
Hyper-V\\Set-VMComPort -VM $vm -Number 1 -Path $in.comPort`.trim();

export const START = 'Hyper-V\\Start-VM -Name $in.name';
/** Asks the guest’s own integration service; the question whether one is sure is not asked. */
export const SHUT_DOWN = 'Hyper-V\\Stop-VM -Name $in.name -Force';
export const TURN_OFF = 'Hyper-V\\Stop-VM -Name $in.name -TurnOff -Force';
export const PAUSE = 'Hyper-V\\Suspend-VM -Name $in.name';
export const RESUME = 'Hyper-V\\Resume-VM -Name $in.name';

export const DATA_SIZE = '[uint64](Hyper-V\\Get-VHD -Path $in.data).Size';
export const RESIZE = 'Hyper-V\\Resize-VHD -Path $in.data -SizeBytes ([uint64]$in.dataSizeBytes)';

export const REMOVE = `
$vm = Hyper-V\\Get-VM | Where-Object { $_.Name -eq $in.name }
if ($vm) {
  if ($vm.State -ne 'Off') { $vm | Hyper-V\\Stop-VM -TurnOff -Force }
  $vm | Hyper-V\\Remove-VM -Force
}`.trim();
