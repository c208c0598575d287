import { z } from 'zod';
import { uniquePairs } from './pairs.ts';

const mode = z.string().optional();

export const securityFields = {
  /** Without `CAP_`, such as `NET_ADMIN`; `ALL` means all. */
  capAdd: z.array(z.string().min(1)).default([]),
  capDrop: z.array(z.string().min(1)).default([]),
  /** Everything that the machine’s root can do. */
  isPrivileged: z.boolean().default(false),
  /** Nothing can be written but in mounts. */
  isRootReadOnly: z.boolean().default(false),
  /** `no-new-privileges`, `seccomp=unconfined`, `apparmor=…`, `label=…`, `systempaths=unconfined` */
  securityOptions: z.array(z.string().min(1)).default([]),
  /** Paths of `/proc` and `/sys` that it does not see; absent: the engine’s list. Not in any command. */
  maskedPaths: z.array(z.string()).optional(),
  readOnlyPaths: z.array(z.string()).optional(),
  /** `host`, `container:<id or name>`, or its own. */
  pidMode: mode,
  /** `host`, `private`, `shareable`, `none`, `container:<id or name>` */
  ipcMode: mode,
  /** `host` */
  utsMode: mode,
  /** `host`: without the engine’s user mapping. */
  usernsMode: mode,
  /** `host` or `private` */
  cgroupnsMode: mode,
  cgroupParent: z.string().optional(),
  /** Settings of the kernel that belong to a namespace: `net.core.somaxconn`. */
  sysctls: uniquePairs,
  /** Of the storage driver: `size=10G`. */
  storageOptions: uniquePairs,
};
