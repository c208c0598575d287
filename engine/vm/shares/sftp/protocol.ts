/** SFTP version 3 (draft-ietf-secsh-filexfer-02), the one that sshfs speaks, with OpenSSH's extensions. */
export const REQUEST = {
  init: 1,
  open: 3,
  close: 4,
  read: 5,
  write: 6,
  lstat: 7,
  fstat: 8,
  setstat: 9,
  fsetstat: 10,
  opendir: 11,
  readdir: 12,
  remove: 13,
  mkdir: 14,
  rmdir: 15,
  realpath: 16,
  stat: 17,
  rename: 18,
  readlink: 19,
  symlink: 20,
  extended: 200,
} as const;

export const REPLY = { version: 2, status: 101, handle: 102, data: 103, name: 104, attrs: 105, extended: 201 } as const;

export const STATUS = {
  ok: 0,
  eof: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  badMessage: 5,
  unsupported: 8,
} as const;

export type StatusCode = (typeof STATUS)[keyof typeof STATUS];

export const OPEN = { read: 1, write: 2, append: 4, create: 8, truncate: 16, exclusive: 32 } as const;

export const ATTR = { size: 1, owner: 2, mode: 4, times: 8, extended: 0x8000_0000 } as const;

export const EXTENSION = {
  rename: 'posix-rename@openssh.com',
  statvfs: 'statvfs@openssh.com',
  hardlink: 'hardlink@openssh.com',
  fsync: 'fsync@openssh.com',
  limits: 'limits@openssh.com',
} as const;

/** Version 3 and what else is understood: name and its version, one after the other. */
export const EXTENSIONS: readonly (readonly [string, string])[] = [
  [EXTENSION.rename, '1'],
  [EXTENSION.statvfs, '2'],
  [EXTENSION.hardlink, '1'],
  [EXTENSION.fsync, '1'],
  [EXTENSION.limits, '1'],
];

/** The most that one READ gives or one WRITE brings; sshfs asks for a quarter of it. */
export const MAX_DATA_BYTES = 256 * 1024;
/** As OpenSSH's server has it. */
export const MAX_PACKET_BYTES = MAX_DATA_BYTES + 1024;
export const MAX_HANDLES = 4096;
