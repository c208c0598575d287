/** Debian's names. */
export const guestArchs = ['amd64', 'arm64'] as const;

export type GuestArch = (typeof guestArchs)[number];

export const thisArch = (): GuestArch => (process.arch === 'arm64' ? 'arm64' : 'amd64');
