import { PLAIN_MOUNT, type RunSettings } from '../run.ts';

const NO_NEW_PRIVILEGES = /^no-new-privileges([=:]true)?$/;
const OPENS =
  /^(seccomp|apparmor)[=:]unconfined$|^label[=:]disable$|^systempaths=unconfined$|^no-new-privileges[=:]false$/;
/** `nobody` of nearly every image, as a number so that no image must know it. */
const NOBODY = '65534:65534';

/**
 * The same container with as few rights as can be: not root, nothing writable but mounts and a `/tmp` in memory, no
 * capabilities, and none to be had. A user that is not root, and mounts, stay as they are. Not every image works so:
 * what it needs can be given back by itself.
 */
export function hardened(settings: RunSettings): RunSettings {
  const hasTmp = settings.mounts.some(({ target }) => /^\/tmp\/?$/.test(target));
  return {
    ...settings,
    user: isRoot(settings.user) ? NOBODY : settings.user,
    isPrivileged: false,
    isRootReadOnly: true,
    capAdd: [],
    capDrop: ['ALL'],
    securityOptions: [
      ...settings.securityOptions.filter((option) => !OPENS.test(option) && !NO_NEW_PRIVILEGES.test(option)),
      'no-new-privileges',
    ],
    mounts: hasTmp
      ? settings.mounts
      : [...settings.mounts, { ...PLAIN_MOUNT, type: 'tmpfs', source: '', target: '/tmp' }],
  };
}

/** Whether all of that is so. */
export const isHardened = (settings: RunSettings): boolean =>
  !isRoot(settings.user) &&
  !settings.isPrivileged &&
  settings.isRootReadOnly &&
  settings.capAdd.length === 0 &&
  settings.capDrop.some((name) => name.toUpperCase() === 'ALL') &&
  settings.securityOptions.some((option) => NO_NEW_PRIVILEGES.test(option)) &&
  !settings.securityOptions.some((option) => OPENS.test(option));

/** Absent: nearly every image says nothing, and then it is root. */
const isRoot = (user: string | undefined): boolean => !user || /^(root|0+)(:|$)/.test(user);
