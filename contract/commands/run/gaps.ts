import { isShortMount } from '../../model/run/shortMount.ts';
import type { RunSettings } from '../../model/run.ts';
import { isGpuRequest } from './isolation.ts';

/**
 * What no flag of `docker run` says, in whole sentences: the command makes a container without it, or with something
 * that does the same. Empty for nearly every container.
 */
export function runCommandGaps(settings: RunSettings): string[] {
  const { entrypoint = [], healthCheck, networks, deviceRequests } = settings;
  const longBinds = settings.mounts.filter((mount) => mount.createSource && !isShortMount(mount));
  const unsayable = settings.labels.filter(({ name }) => name.includes('='));
  const sentences: readonly [boolean, string][] = [
    [
      entrypoint.length > 1,
      'A flag takes one word of an entrypoint: the others are written before the command. The same program runs.',
    ],
    [
      healthCheck?.test?.[0] === 'CMD',
      'A flag takes a health check as a command of a shell: the image needs one (/bin/sh) for it.',
    ],
    [
      settings.unsetEnv.length > 0,
      `${settings.unsetEnv.join(', ')}: taken away only where your own shell has no variable of this name.`,
    ],
    [
      settings.labels.some(({ name }) => /\s/.test(name)),
      'No flag takes a label with a space in its name: the command is refused.',
    ],
    [
      unsayable.length > 0,
      `No flag takes a label with “=” in its name: left out. ${unsayable.map(({ name }) => name).join(', ')}`,
    ],
    [
      settings.maskedPaths !== undefined || settings.readOnlyPaths !== undefined,
      'No flag says which paths of /proc and /sys are hidden or read-only: it gets the engine’s own list.',
    ],
    [
      networks.slice(1).some(({ links }) => links.length > 0),
      'No flag links containers in a further network: use “docker network connect --link” for it.',
    ],
    [
      deviceRequests.some((request) => request.driver !== 'cdi' && !isGpuRequest(request)),
      'No flag asks for devices other than GPUs and those with CDI names.',
    ],
    [
      longBinds.length > 0,
      `No flag makes a missing folder there: make it first. ${longBinds.map(({ source }) => source).join(', ')}`,
    ],
    [
      settings.securityOptions.some((option) => /^seccomp[=:]\s*\{/.test(option)),
      'The flag for a seccomp profile takes a file: save the profile and name it.',
    ],
  ];
  return sentences.filter(([is]) => is).map(([, sentence]) => sentence);
}
