import type { GuestArch } from '../arch.ts';

/**
 * Where the guest's packages come from. The pool moves, so there are no exact versions here: what was taken is written
 * into the manifest of what was built. The engine's own packages are the newest there are (see `fromSid`).
 */
export const source = {
  mirror: 'http://deb.debian.org/debian',
  securityMirror: 'http://deb.debian.org/debian-security',
  keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
  base: 'trixie',
  newest: 'sid',
};

/** The engine. Their libraries are the base's: mixing suites any further ends in programs that do not start. */
export const fromSid = ['docker.io', 'containerd', 'runc', 'tini-static'];

/** Named one by one: what Debian calls a dependency is often only of use to a package manager (perl, debconf, adduser). */
const libraries = [
  'libc6',
  'libgcc-s1',
  'zlib1g',
  // docker.io, runc
  'libsystemd0',
  'libcap2',
  'libseccomp2',
  // iptables
  'libxtables12',
  'libip4tc2',
  'libip6tc2',
  'libmnl0',
  'libnftnl11',
  'libnfnetlink0',
  'libnetfilter-conntrack3',
  // dropbear
  'libcrypt1',
  'libtomcrypt1',
  'libtommath1',
  'libgmp10',
  // e2fsprogs
  'libblkid1',
  'libcom-err2',
  'libext2fs2t64',
  'libss2',
  'libuuid1',
  // sshfs
  'libfuse3-4',
  'libglib2.0-0t64',
  'libpcre2-8-0',
  'libatomic1',
];

const programs = [
  'busybox-static',
  'ca-certificates',
  'dropbear-bin',
  'e2fsprogs',
  // fusermount3, which sshfs calls where the kernel does not let it mount by itself.
  'fuse3',
  'iptables',
  'netbase',
  'sshfs',
];

export const kernelPackage = (arch: GuestArch): string => `linux-image-cloud-${arch}`;

export const rootPackages: readonly string[] = [...libraries, ...programs, ...fromSid];

/** What the build itself runs, with everything that it needs: apt says what that is. */
export const buildTools: readonly string[] = ['erofs-utils', 'kmod', 'xz-utils', 'zstd', 'e2fsprogs'];

/** For the parts of other hypervisors. */
export const conversionTools: readonly string[] = ['qemu-utils', 'mtools', 'dosfstools', 'systemd-ukify'];

/** The stub that a UKI begins with; of the guest's architecture, and only read. */
export const stubPackage = 'systemd-boot-efi';

/** Programs of other architectures in the guest: one package with an emulator for each, linked to nothing. */
export const emulationPackage = 'qemu-user';

/** What each guest can be asked to run besides its own, by the kernel's names. */
export const emulatedArchs: Readonly<Record<GuestArch, readonly string[]>> = {
  amd64: ['aarch64', 'arm', 'riscv64'],
  arm64: ['x86_64', 'riscv64'],
};

/** For the tests: an emulator that runs the guest of that architecture right (7.2, of Debian 12, does not). */
export const emulatorPackages = (arch: GuestArch): readonly string[] => [
  arch === 'amd64' ? 'qemu-system-x86' : 'qemu-system-arm',
  'qemu-utils',
];
