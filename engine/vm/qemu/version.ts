/** QEMU's own version, as its first line says it: `QEMU emulator version 10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)`. */
export interface QemuVersion {
  readonly major: number;
  readonly minor: number;
  readonly micro: number;
}

export function parseQemuVersion(text: string): QemuVersion | undefined {
  const found = /\bQEMU emulator version (\d+)\.(\d+)(?:\.(\d+))?/i.exec(text);
  return found ? { major: Number(found[1]), minor: Number(found[2]), micro: Number(found[3] ?? 0) } : undefined;
}

export function isAtLeast(version: QemuVersion, major: number, minor = 0, micro = 0): boolean {
  const difference = version.major - major || version.minor - minor || version.micro - micro;
  return difference >= 0;
}

export const versionText = ({ major, minor, micro }: QemuVersion): string => `${major}.${minor}.${micro}`;
