import { expect, test } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import { toFailure } from './errors.ts';

const ID = 'd66863ab71d763f3f287bd5b6b16eb00d998d91a1238717f89e2d8ebf18f9873';
const OCI =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process';
const OCI_20 = 'OCI runtime create failed: container_linux.go:380: starting container process caused';

/** As docker-modem throws it. */
function answer(statusCode: number, message: string): AppError {
  const thrown = Object.assign(new Error(`(HTTP code ${statusCode}) server error - ${message} `), {
    statusCode,
    json: { message },
  });
  return toFailure(thrown, { context: 'default', kind: 'container', name: 'web' }).error;
}

type Case = [version: string, status: number, text: string, expected: Partial<AppError> & Record<string, unknown>];

const CASES: Case[] = [
  [
    '28.5',
    500,
    `failed to set up container networking: driver failed programming external connectivity on endpoint st-b (ad7b08d7): Bind for 0.0.0.0:18099 failed: port is already allocated`,
    { code: 'port-in-use', hostPort: 18099, hostIp: '0.0.0.0' },
  ],
  [
    '28.5',
    500,
    `failed to set up container networking: driver failed programming external connectivity on endpoint st-b (9118): Bind for :::18099 failed: port is already allocated`,
    { code: 'port-in-use', hostPort: 18099, hostIp: '::' },
  ],
  [
    '28.5',
    500,
    `failed to set up container networking: driver failed programming external connectivity on endpoint st-b (51cc): failed to bind host port for 0.0.0.0:18098:172.17.0.3:80/tcp: address already in use`,
    { code: 'port-in-use', hostPort: 18098, hostIp: '0.0.0.0' },
  ],
  [
    '28.5',
    500,
    `failed to bind host port for [::1]:8080:172.17.0.3:80/tcp: address already in use`,
    { code: 'port-in-use', hostPort: 8080, hostIp: '::1' },
  ],
  [
    '20.10',
    500,
    `driver failed programming external connectivity on endpoint c2 (aa): Bind for 0.0.0.0:80 failed: port is already allocated`,
    { code: 'port-in-use', hostPort: 80 },
  ],
  [
    '20.10',
    500,
    `driver failed programming external connectivity on endpoint c2 (aa): Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use`,
    { code: 'port-in-use', hostPort: 80, hostIp: '0.0.0.0' },
  ],
  [
    '20.10',
    500,
    `Error starting userland proxy: listen tcp4 198.51.100.73:80: bind: cannot assign requested address`,
    {
      code: 'invalid-input',
      path: ['ports'],
      message: '198.51.100.73 is not an address of the engine’s machine, so no port can be published on it.',
    },
  ],
  [
    '28.5',
    500,
    `failed to bind host port for 198.51.100.73:80:172.17.0.3:80/tcp: cannot assign requested address`,
    { code: 'invalid-input', path: ['ports'] },
  ],
  [
    '28.5',
    400,
    `invalid port specification: "99999"`,
    { code: 'invalid-input', path: ['ports'], message: '“99999” is not a port.' },
  ],
  [
    '28.5',
    409,
    `Conflict. The container name "/st-a" is already in use by container "${ID}". You have to remove (or rename) that container to be able to reuse that name.`,
    { code: 'name-in-use', name: 'st-a', ownerId: ID },
  ],
  [
    '28.5',
    409,
    `Error when allocating new name: Conflict. The container name "/st-c" is already in use by container "${ID}". You have to remove (or rename) that container to be able to reuse that name.`,
    { code: 'name-in-use', name: 'st-c', ownerId: ID },
  ],
  [
    'podman 5',
    500,
    `creating container storage: the container name "st-a" is already in use by ${ID}. You have to remove that container to be able to reuse that name: that name is already in use`,
    { code: 'name-in-use', name: 'st-a', ownerId: ID },
  ],
  [
    '28.5',
    400,
    `Error when allocating new name: Invalid container name (/k), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
    { code: 'invalid-input', path: ['name'], message: '“k” cannot be the name of a container.' },
  ],
  [
    '28.5',
    400,
    `Renaming a container with the same name as its current name`,
    { code: 'invalid-input', path: ['name'] },
  ],
  [
    '28.5',
    409,
    `cannot remove container "st-b": container is running: stop the container before removing or force remove`,
    { code: 'conflict', message: '“web” is running and cannot be removed like this.' },
  ],
  [
    '20.10',
    409,
    `You cannot remove a running container ${ID}. Stop the container before attempting removal or force remove`,
    { code: 'conflict', message: '“web” is running and cannot be removed like this.' },
  ],
  [
    '20.10',
    409,
    `You cannot remove a paused container ${ID}. Unpause and then stop the container before attempting removal or force remove`,
    { code: 'conflict', message: '“web” is paused and cannot be removed like this.' },
  ],
  [
    '28.5',
    409,
    `removal of container ${ID} is already in progress`,
    { code: 'conflict', message: '“web” is being removed already.' },
  ],
  [
    '28.5',
    409,
    `Container st-a is paused, unpause the container before exec`,
    { code: 'conflict', message: '“web” is paused.' },
  ],
  [
    '28.5',
    409,
    `cannot start a paused container, try unpause instead`,
    { code: 'conflict', message: '“web” is paused.' },
  ],
  ['28.5', 409, `Container ${ID} is already paused`, { code: 'conflict', message: '“web” is paused.' }],
  ['28.5', 500, `Container ${ID} is not paused`, { code: 'conflict', message: '“web” is not paused.' }],
  [
    '28.5',
    409,
    `cannot kill container: st-a: container ${ID} is not running`,
    { code: 'conflict', message: '“web” is not running.' },
  ],
  ['20.10', 409, `Container ${ID} is not running`, { code: 'conflict', message: '“web” is not running.' }],
  [
    '20.10',
    409,
    `Container ${ID} is restarting, wait until the container is running`,
    { code: 'conflict', message: '“web” is restarting.' },
  ],
  [
    'podman 5',
    409,
    `can only create exec sessions on running containers: container state improper`,
    { code: 'conflict' },
  ],
  [
    '28.5',
    400,
    `cannot kill container: st-a: invalid signal: NOSUCH`,
    { code: 'invalid-input', path: ['signal'], message: '“NOSUCH” is not a signal.' },
  ],
  [
    '28.5',
    500,
    `joining network namespace of container: No such container: nope`,
    { code: 'conflict', message: 'The container whose network this one shares (nope) does not exist or does not run.' },
  ],
  [
    '28.5',
    400,
    `${OCI}: exec: "nosuchcmd": executable file not found in $PATH`,
    { code: 'invalid-input', path: ['command'], message: 'The program “nosuchcmd” is not in the image.' },
  ],
  [
    '20.10',
    400,
    `${OCI_20}: exec: "nosuchcmd": executable file not found in $PATH: unknown`,
    { code: 'invalid-input', message: 'The program “nosuchcmd” is not in the image.' },
  ],
  [
    '28.5',
    400,
    `${OCI}: exec: "/nosuch/cmd": stat /nosuch/cmd: no such file or directory`,
    { code: 'invalid-input', message: 'The program “/nosuch/cmd” is not in the image.' },
  ],
  [
    '28.5',
    400,
    `${OCI}: exec: "/etc/passwd": permission denied`,
    { code: 'invalid-input', message: '“/etc/passwd” cannot be run: it is no program.' },
  ],
  [
    '20.10',
    400,
    `standard_init_linux.go:228: exec user process caused: exec format error`,
    { code: 'invalid-input', path: ['platform'] },
  ],
  [
    '28.5',
    500,
    `unable to find user nosuch: no matching entries in passwd file`,
    { code: 'invalid-input', path: ['user'], message: 'The user “nosuch” does not exist in the image.' },
  ],
  [
    '28.5',
    500,
    `unable to find group nosuch: no matching entries in group file`,
    { code: 'invalid-input', path: ['user'], message: 'The group “nosuch” does not exist in the image.' },
  ],
  [
    '28.5',
    500,
    `Cannot mkdir: /etc/passwd is not a directory`,
    { code: 'invalid-input', path: ['workingDir'], message: '/etc/passwd cannot be the working folder.' },
  ],
  [
    '28.5',
    400,
    `${OCI}: error during container init: mkdir /proc/x: no such file or directory`,
    { code: 'invalid-input', path: ['workingDir'] },
  ],
  [
    '28.5',
    400,
    `invalid mount config for type "bind": bind source path does not exist: /nope`,
    { code: 'invalid-input', path: ['mounts'], message: '/nope does not exist on the engine’s machine.' },
  ],
  [
    '28.5',
    400,
    `create rel/x: "rel/x" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    { code: 'invalid-input', path: ['mounts'] },
  ],
  ['28.5', 400, `Duplicate mount point: /x`, { code: 'invalid-input', path: ['mounts'] }],
  [
    '28.5',
    400,
    `${OCI}: error during container init: error mounting "/nope1/etc/passwd" to rootfs at "/etc/passwd/x": open o_path procfd: open /data/merged/etc/passwd/x: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
    { code: 'invalid-input', path: ['mounts'] },
  ],
  [
    '28.5',
    404,
    `create v: error looking up volume plugin flocker: plugin "flocker" not found`,
    { code: 'invalid-input', path: ['driver'], message: 'The engine has no volume driver “flocker”.' },
  ],
  [
    '28.5',
    400,
    `error looking up logging plugin nosuch: plugin "nosuch" not found`,
    { code: 'invalid-input', path: ['driver'] },
  ],
  [
    '28.5',
    500,
    `error gathering device information while adding custom device "/dev/nope": no such file or directory`,
    { code: 'invalid-input', path: ['devices'] },
  ],
  ['28.5', 400, `Minimum memory limit allowed is 6MB`, { code: 'invalid-input', path: ['memoryBytes'] }],
  [
    '28.5',
    400,
    `range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available`,
    { code: 'invalid-input', path: ['cpus'], message: 'This engine has 2 CPUs.' },
  ],
  [
    '28.5',
    400,
    `Requested CPUs are not available - requested 77, available: 0-1`,
    { code: 'invalid-input', path: ['cpusetCpus'], hint: 'There are: 0-1.' },
  ],
  [
    '28.5',
    400,
    `can't create 'AutoRemove' container with restart policy`,
    { code: 'invalid-input', path: ['autoRemove'] },
  ],
  ['28.5', 400, `invalid environment variable: =x`, { code: 'invalid-input', path: ['env'] }],
  [
    '28.5',
    400,
    `conflicting options: port publishing and the container type network mode`,
    {
      code: 'invalid-input',
      message: 'These settings exclude each other: port publishing and the container type network mode.',
    },
  ],
  ['28.5', 400, `unknown or invalid runtime name: nosuch`, { code: 'invalid-input', path: ['runtime'] }],
];

test.each(CASES)('%s, %i: “%s”', (_version, status, text, expected) => {
  const error = answer(status, text);
  expect(error).toMatchObject(expected);
  expect(error.engineText).toBe(text.trim());
  expect('hint' in error && error.hint, 'a hint').toBeTruthy();
});
