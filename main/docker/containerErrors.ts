import type { AppError } from '../../contract/errors.ts';
import { conflict, invalid, named, type Rule } from './errorRule.ts';

/** Comments give the engine's text and the version in which it was seen. The order matters: the first that fits wins. */
export const containerErrors: readonly Rule[] = [
  // podman 4.3: container-init binary not found on the host: stat /usr/libexec/podman/catatonit: no such file or directory
  {
    text: /container-init binary not found on the host/,
    make: () => ({
      code: 'unsupported',
      message: 'Podman has no init program for containers on its machine.',
      hint: 'Install catatonit there, or run it without an init process.',
    }),
  },
  // podman 4.3, where it may not raise limits: error setting rlimits for ready process: error setting rlimit type 7: …
  {
    text: /error setting rlimits? .*operation not permitted/,
    make: () => ({
      code: 'unsupported',
      message: 'The engine may not give containers the limits on open files and processes that it is set to give.',
      hint: 'Set lower ulimits for the container, or default_ulimits in containers.conf on the engine’s machine.',
    }),
  },
  // 20.10, 28.5: Bind for 0.0.0.0:80 failed: port is already allocated
  {
    text: /Bind for (\S*):(\d+) failed: port is already allocated/,
    make: ([, ip, port = '']) => portInUse(ip, port),
  },
  // 28.5: failed to bind host port for 0.0.0.0:18098:172.17.0.3:80/tcp: address already in use
  {
    text: /failed to bind host port (?:for )?(\[[^\]]*\]|[\d.]+|):(\d+)(?:[:/].*)?: address already in use/,
    make: ([, ip, port = '']) => portInUse(ip, port),
  },
  // 20.10: Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use; podman: … same tail
  {
    text: /listen (?:tcp|udp|sctp)[46]? (\[[^\]]*\]|[\d.]*):(\d+): bind: address already in use/,
    make: ([, ip, port = '']) => portInUse(ip, port),
  },
  // 20.10, 28.5: listen tcp4 198.51.100.73:80: bind: cannot assign requested address
  {
    text: /(?:listen \w+ |host port (?:for )?)?(\[[^\]]*\]|[\d.]+)?:(\d+)?\S*: (?:bind: )?cannot assign requested address/,
    make: ([, ip]) =>
      invalid(
        'ports',
        `${ip ?? 'That address'} is not an address of the engine’s machine, so no port can be published on it.`,
        'Leave the address empty for every interface, or use 127.0.0.1 for this machine only.',
      ),
  },
  // 28.5: invalid port specification: "99999"
  {
    text: /invalid (?:host ?)?port(?: specification)?[: ]+"?([^"\s]+)"?/i,
    make: ([, port]) => invalid('ports', `“${port}” is not a port.`, 'Ports go from 1 to 65535.'),
  },
  // Conflict. The container name "/c1" is already in use by container "<id>". … (podman: … that name is already in use)
  {
    text: /container name "?\/?([^"\s]+)"? is already in use(?: by (?:container )?"?([0-9a-f]{12,64}))?/i,
    make: ([, name = '', ownerId]) => ({
      code: 'name-in-use',
      name,
      ...(ownerId && { ownerId }),
      message: `The name “${name}” is taken by another container.`,
      hint: 'Choose another name, or rename or remove the container that has it.',
    }),
  },
  {
    text: /Invalid container name \(\/?(.*?)\)/,
    make: ([, name]) =>
      invalid(
        'name',
        `“${name}” cannot be the name of a container.`,
        'Use at least two of: letters, digits, “_”, “.”, “-”, beginning with a letter or digit.',
      ),
  },
  {
    text: /Renaming a container with the same name/,
    make: () => invalid('name', 'This is the name that it has already.', 'Choose another name.'),
  },
  // 20.10: removal of container <id> is already in progress; 28.5: the same, 409
  {
    text: /removal of container \S+ is already in progress|is marked for removal and cannot/,
    make: (_, subject) =>
      conflict(`${named(subject)} is being removed already.`, 'It will be gone in a moment; nothing is left to do.'),
  },
  // 20.10: You cannot remove a running container <id>. Stop …; 28.5: cannot remove container "x": container is running: stop …
  {
    text: /cannot remove (?:a|container "[^"]*": container is) (running|paused|restarting)/i,
    make: ([, state], subject) =>
      conflict(
        `${named(subject)} is ${state} and cannot be removed like this.`,
        'Stop it first, or remove it by force.',
      ),
  },
  // 20.10: Container t1 is paused, unpause the container before exec; 28.5: cannot start a paused container, try unpause instead
  {
    text: /is paused[,.]|cannot start a paused container|is already paused/i,
    make: (_, subject) => conflict(`${named(subject)} is paused.`, 'Unpause it first.'),
  },
  {
    text: /is not paused/i,
    make: (_, subject) => conflict(`${named(subject)} is not paused.`, 'There is nothing to unpause.'),
  },
  {
    text: /is restarting, wait until the container is running/i,
    make: (_, subject) =>
      conflict(
        `${named(subject)} is restarting.`,
        'Wait until it runs. If it restarts again and again, its logs say why.',
      ),
  },
  // 28.5: joining network namespace of container: No such container: nope
  {
    text: /(?:joining network namespace of container|cannot join network of).*?(?:No such container: |a non running container: )(\S+)/i,
    make: ([, other]) =>
      conflict(
        `The container whose network this one shares (${other}) does not exist or does not run.`,
        'Start that container, or give this one another network.',
      ),
  },
  {
    text: /is not running|container (?:is|already) stopped|can only create exec sessions on running containers/i,
    make: (_, subject) => conflict(`${named(subject)} is not running.`, 'Start it first.'),
  },
  {
    text: /invalid signal: (\S+)/i,
    make: ([, signal]) =>
      invalid('signal', `“${signal}” is not a signal.`, 'Use a name such as SIGTERM, SIGHUP or SIGUSR1.'),
  },
  // exec: "nosuchcmd": executable file not found in $PATH; exec: "/x": stat /x: no such file or directory (127)
  {
    text: /exec:? "?(.*?)"?: (?:executable file not found in \$PATH|(?:stat .*: )?no such file or directory)|executable file `(.*)` not found/,
    make: ([, program, podman]) =>
      invalid(
        'command',
        `The program “${program ?? podman}” is not in the image.`,
        'Check the command and the entrypoint. A script that is there but “not found” often names an interpreter that is not, or has Windows line ends.',
      ),
  },
  // exec: "/etc/passwd": permission denied (126)
  {
    text: /exec:? "?(.*?)"?: (permission denied|is a directory|exec format error)/,
    make: ([, program, why]) =>
      why === 'exec format error'
        ? wrongFormat(program)
        : invalid(
            'command',
            `“${program}” cannot be run: it is no program.`,
            'Check the command; a script needs chmod +x.',
          ),
  },
  { text: /exec format error/, make: () => wrongFormat(undefined) },
  {
    text: /unable to find (user|group) (\S+?):|no matching entries in (passwd|group) file/,
    make: ([, kind = 'user', name]) =>
      invalid(
        'user',
        name ? `The ${kind} “${name}” does not exist in the image.` : `That ${kind} does not exist in the image.`,
        `Use a ${kind} of the image, or a number such as 1000.`,
      ),
  },
  {
    text: /Cannot mkdir: (\S+) is not a directory|mkdir (\S+): (?:not a directory|no such file or directory)|chdir to cwd \("(.*?)"\)|workdir "?(\S+?)"? does not exist/,
    make: ([, a, b, c, d]) =>
      invalid(
        'workingDir',
        `${a ?? b ?? c ?? d} cannot be the working folder.`,
        'Name a folder, from the root of the container.',
      ),
  },
  // --mount of a path that is not there
  {
    text: /bind source path does not exist: (.+)|statfs (\S+): no such file or directory/,
    make: ([, a, b]) =>
      invalid(
        'mounts',
        `${a ?? b} does not exist on the engine’s machine.`,
        'Create it there first, or choose another folder.',
      ),
  },
  {
    text: /create (\S+): "\S+" includes invalid characters for a local volume name/,
    make: ([, source]) =>
      invalid(
        'mounts',
        `“${source}” is neither a volume name nor a full path.`,
        'Write a host folder from its root, such as /home/me/data.',
      ),
  },
  {
    text: /Duplicate mount point: (\S+)/,
    make: ([, target]) =>
      invalid('mounts', `${target} is mounted twice.`, 'Each path in the container can hold one mount.'),
  },
  {
    text: /Are you trying to mount a directory onto a file/,
    make: () =>
      invalid(
        'mounts',
        'A folder would be mounted onto a file, or a file onto a folder.',
        'Source and target must both be files or both be folders.',
      ),
  },
  {
    text: /(?:invalid mount (?:config|path)|mount path must be absolute|invalid volume specification)(.*)/,
    make: ([text]) => invalid('mounts', 'A mount cannot be made as it is written.', text),
  },
  {
    text: /error looking up (volume|logging|network) plugin (\S+?):/,
    make: ([, kind, name]) =>
      invalid(
        'driver',
        `The engine has no ${kind} driver “${name}”.`,
        'Install the plugin on the engine’s machine, or use another driver.',
      ),
  },
  {
    text: /error gathering device information while adding custom device "(.*?)"/,
    make: ([, device]) =>
      invalid('devices', `The device ${device} does not exist on the engine’s machine.`, 'Check the path.'),
  },
  {
    text: /Minimum memory limit allowed is (\S+)/,
    make: ([, least]) =>
      invalid(
        'memoryBytes',
        `A container needs a memory limit of at least ${least}.`,
        'Raise the limit, or leave it empty for none.',
      ),
  },
  {
    text: /memoryswap limit|Minimum memoryswap/i,
    make: () =>
      invalid(
        'memorySwapBytes',
        'Memory plus swap must not be less than the memory.',
        'Raise the swap limit in the same change, or set it to -1 for no limit.',
      ),
  },
  {
    text: /range of CPUs is from (\S+) to (\S+),/,
    make: ([, least, most]) =>
      invalid('cpus', `This engine has ${Number(most)} CPUs.`, `Give between ${least} and ${most}.`),
  },
  {
    text: /Requested CPUs are not available - requested (\S+), available: (\S+)/,
    make: ([, , there]) => invalid('cpusetCpus', 'Some of these CPUs do not exist.', `There are: ${there}.`),
  },
  {
    text: /can't create 'AutoRemove' container with restart policy/,
    make: () =>
      invalid(
        'autoRemove',
        'A container that is removed when it stops cannot also be restarted.',
        'Choose one of the two.',
      ),
  },
  {
    text: /invalid environment variable: (.*)/,
    make: ([, variable]) => invalid('env', `“${variable}” is not an environment variable.`, 'Write NAME=value.'),
  },
  {
    text: /conflicting options: (.+)/,
    make: ([, options]) => invalid('', `These settings exclude each other: ${options}.`, 'Take one of them away.'),
  },
  {
    text: /unknown or invalid runtime name: (\S+)/,
    make: ([, runtime]) =>
      invalid('runtime', `The engine has no runtime “${runtime}”.`, 'Add it to the engine’s settings first.'),
  },
  {
    text: /could not select device driver/,
    make: () =>
      invalid(
        'gpus',
        'The engine has no driver for the GPU that is asked for.',
        'Install the NVIDIA Container Toolkit on the engine’s machine.',
      ),
  },
];

function portInUse(hostIp: string | undefined, port: string): AppError {
  const hostPort = Number(port);
  return {
    code: 'port-in-use',
    hostPort,
    ...(hostIp && { hostIp: hostIp.replace(/^\[|\]$/g, '') }),
    message: `Port ${hostPort} is taken: another container or program uses it.`,
    hint: 'Choose another host port, or stop what uses this one.',
  };
}

function wrongFormat(program: string | undefined): AppError {
  return invalid(
    'platform',
    `${program ? `“${program}”` : 'The program'} is made for another kind of processor.`,
    'Use an image for this platform, or install emulation (binfmt) on the engine’s machine. A script needs a first line such as #!/bin/sh.',
  );
}
