import { describe, expect, test } from 'vitest';
import { ContainerAction } from '../model/action.ts';
import { RunSettings, type RunSettingsInput } from '../model/run.ts';
import { commitCommand, containerActionCommand, exportCommand } from './containerCommands.ts';
import { foldedRunCommand, runCommand, runCommandGaps } from './runCommand.ts';
import { readRunText } from '../runText/readRunText.ts';
import { importCommand, pruneImagesCommand, removeImagesCommand } from './imageCommands.ts';
import {
  attachCommand,
  eventsCommand,
  execCommand,
  listCommand,
  logsCommand,
  pullCommand,
  statsCommand,
} from './viewCommands.ts';

const of = (action: unknown, names = ['web']) => containerActionCommand(ContainerAction.parse(action), names);
const run = (settings: RunSettingsInput, cliArgs?: string[]) => runCommand(RunSettings.parse(settings), cliArgs);

describe('the docker command of an action', () => {
  test.each([
    [{ type: 'start' }, 'docker container start web'],
    [{ type: 'stop' }, 'docker container stop web'],
    [{ type: 'stop', timeoutSeconds: 0 }, 'docker container stop -t 0 web'],
    [{ type: 'restart', timeoutSeconds: 5 }, 'docker container restart -t 5 web'],
    [{ type: 'kill' }, 'docker container kill web'],
    [{ type: 'kill', signal: 'SIGHUP' }, 'docker container kill --signal SIGHUP web'],
    [{ type: 'rename', name: 'shop' }, 'docker container rename web shop'],
    [{ type: 'remove', force: true, volumes: true }, 'docker container rm --force --volumes web'],
    [
      { type: 'update', update: { memoryBytes: 512 * 1024 ** 2, memorySwapBytes: -1, cpus: 0.5, pids: 0 } },
      'docker container update --memory 512m --memory-swap -1 --cpus 0.5 --pids-limit -1 web',
    ],
    [
      { type: 'update', update: { restartPolicy: { name: 'on-failure', maximumRetryCount: 3 } } },
      'docker container update --restart on-failure:3 web',
    ],
  ])('%j', (action, command) => expect(of(action)).toBe(command));

  test('images', () => {
    expect(removeImagesCommand(['redis:7', 'nginx'], ['--context', 'lab'])).toBe(
      'docker --context lab image rm redis:7 nginx',
    );
    expect(pruneImagesCommand(true, 24)).toBe('docker image prune --all --filter until=24h');
    expect(importCommand('a b.tar', 'me/base:1', { message: 'by hand', changes: ['CMD ["sh"]'] })).toBe(
      `docker image import --change 'CMD ["sh"]' --message 'by hand' 'a b.tar' me/base:1`,
    );
  });

  test('many containers are one command', () => {
    expect(of({ type: 'pause' }, ['a', 'b'])).toBe('docker container pause a b');
  });

  test('another engine than the current one of the CLI is named', () => {
    const action = ContainerAction.parse({ type: 'start' });
    expect(containerActionCommand(action, ['web'], ['--context', 'lab'])).toBe(
      'docker --context lab container start web',
    );
  });

  test('commit and export', () => {
    expect(commitCommand('web', { repository: 'me/web', tag: '2', message: 'with wget', pause: false })).toBe(
      "docker container commit --message 'with wget' --pause=false web me/web:2",
    );
    expect(exportCommand('web', 'my web.tar')).toBe("docker container export --output 'my web.tar' web");
  });

  test('what is looked at', () => {
    expect(listCommand(true)).toBe('docker container ls --all');
    expect(logsCommand(['a', 'b'], { follow: true, tail: 100, since: 0 })).toBe(
      'docker container logs --follow --tail 100 --since 1970-01-01T00:00:00.000Z a\n' +
        'docker container logs --follow --tail 100 --since 1970-01-01T00:00:00.000Z b',
    );
    expect(execCommand('web', { program: ['/bin/sh'], user: 'root' })).toBe(
      'docker container exec --interactive --tty --user root web /bin/sh',
    );
    expect(logsCommand(['a'], { follow: true, tail: 2, timestamps: true })).toBe(
      'docker container logs --follow --tail 2 --timestamps a',
    );
    expect(statsCommand('web', ['--context', 'lab'])).toBe('docker --context lab container stats web');
    expect(eventsCommand()).toBe('docker system events');
    expect(eventsCommand({ type: 'container', action: 'die' })).toBe(
      'docker system events --filter type=container --filter event=die',
    );
    expect(attachCommand('web')).toBe('docker container attach web');
    expect(pullCommand('redis:7', 'linux/arm64')).toBe('docker image pull --platform linux/arm64 redis:7');
  });
});

describe('the docker command of a run', () => {
  test('only what was chosen is said', () => {
    expect(run({ image: 'nginx' })).toBe('docker container run --detach nginx');
    expect(run({ image: 'nginx', start: false, openStdin: true })).toBe('docker container create --interactive nginx');
  });

  test('everything that the form knows', () => {
    expect(
      run({
        image: 'busybox',
        name: 'job',
        autoRemove: true,
        tty: true,
        init: false,
        pull: 'always',
        networks: [{ name: 'lab' }],
        memoryBytes: 64 * 1024 ** 2,
        cpus: 1e-7,
        publishAll: true,
        ports: [
          { containerPort: 80 },
          { containerPort: 80, hostPort: 8080, hostIp: '127.0.0.1' },
          { containerPort: 53, protocol: 'udp', hostIp: '::1' },
        ],
        env: [{ name: 'A', value: "it's 1" }],
        labels: [{ name: 'l', value: '' }],
        mounts: [
          { type: 'bind', source: '/a,b', target: '/x', isReadOnly: true },
          { type: 'volume', source: '', target: '/v' },
          { type: 'tmpfs', source: '', target: '/t' },
        ],
        entrypoint: ['/bin/sh', '-c'],
        command: ['echo $A'],
      }),
    ).toBe(
      [
        'docker container run --detach --name job --rm --tty --pull always --init=false --network lab --memory 64m',
        '--cpus 0.0000001 --publish-all --publish 80 --publish 127.0.0.1:8080:80',
        `--publish '[::1]::53/udp' --env "A=it's 1" --label l=`,
        `--mount 'type=bind,"source=/a,b",target=/x,readonly' --mount type=volume,target=/v`,
        "--mount type=tmpfs,target=/t --entrypoint /bin/sh busybox -c 'echo $A'",
      ].join(' '),
    );
  });

  test.each<[string, Partial<RunSettingsInput>, string]>([
    [
      'a range of host ports',
      { ports: [{ containerPort: 80, hostPort: 8000, hostPortEnd: 8010 }] },
      '--publish 8000-8010:80',
    ],
    ['an exposed port', { expose: [{ containerPort: 53, protocol: 'udp' }] }, '--expose 53/udp'],
    [
      'a network with wishes',
      { networks: [{ name: 'lab', aliases: ['db'], ipv4Address: '10.0.0.5', gatewayPriority: 2 }, { name: 'b' }] },
      '--network name=lab,alias=db,ip=10.0.0.5,gw-priority=2 --network b',
    ],
    [
      'a folder that is made, and relabelled',
      {
        mounts: [
          { type: 'bind', source: '/a b', target: '/c', isReadOnly: true, createSource: true, selinux: 'private' },
        ],
      },
      "--volume '/a b:/c:ro,Z'",
    ],
    [
      'a tmpfs in the kernel’s words',
      { mounts: [{ type: 'tmpfs', source: '', target: '/t', tmpfsOptions: 'exec' }] },
      '--tmpfs /t:exec',
    ],
    ['GPUs', { deviceRequests: [{ count: -1, capabilities: [['gpu']] }] }, '--gpus all'],
    [
      'two GPUs by name',
      { deviceRequests: [{ deviceIds: ['0', '1'], capabilities: [['gpu']] }] },
      `--gpus '"device=0,1"'`,
    ],
    [
      'a health check',
      {
        healthCheck: { test: ['CMD-SHELL', 'wget -q localhost'], intervalMs: 1500, startPeriodMs: 60_000, retries: 2 },
      },
      "--health-cmd 'wget -q localhost' --health-interval 1500ms --health-start-period 60s --health-retries 2",
    ],
    [
      'limits',
      {
        memorySwapBytes: -1,
        pids: -1,
        ulimits: [{ name: 'nofile', soft: 10, hard: -1 }],
        deviceReadBytes: [{ path: '/dev/sda', perSecond: 5 }],
      },
      '--memory-swap -1 --pids-limit -1 --device-read-bps /dev/sda:5 --ulimit nofile=10:-1',
    ],
    [
      'rights',
      { capDrop: ['ALL'], isRootReadOnly: true, securityOptions: ['no-new-privileges'], pidMode: 'host' },
      '--read-only --pid host --cap-drop ALL --security-opt no-new-privileges',
    ],
  ])('%s', (_, settings, words) => {
    expect(run({ image: 'nginx', ...settings })).toBe(`docker container run --detach ${words} nginx`);
  });

  test('a long one has a line for each flag, and is the same', () => {
    const settings = RunSettings.parse({
      ...{ image: 'nginx', name: 'web', command: ['--verbose'], labels: [{ name: '--odd', value: '--' }] },
      env: [
        { name: 'A', value: '--x --y' },
        { name: 'URL', value: 'https://example.org/a/rather/long/one' },
      ],
    });
    const folded = foldedRunCommand(settings);
    expect(folded.split(' \\\n  ')).toEqual([
      ...['docker container run --detach', '--name web', "--env 'A=--x --y'"],
      ...['--env URL=https://example.org/a/rather/long/one', '--label --odd=--', 'nginx --verbose'],
    ]);
    expect(readRunText(folded).runs).toEqual([settings]);
    expect(foldedRunCommand(RunSettings.parse({ image: 'nginx' }))).toBe('docker container run --detach nginx');
  });

  test('what no flag can say is told', () => {
    const gaps = (settings: Partial<RunSettingsInput>) =>
      runCommandGaps(RunSettings.parse({ image: 'nginx', ...settings })).join('\n');
    expect(gaps({ env: [{ name: 'A', value: '' }], capAdd: ['ALL'] })).toBe('');
    expect(gaps({ entrypoint: ['a', 'b'] })).toContain('one word of an entrypoint');
    expect(gaps({ unsetEnv: ['HOME'] })).toContain('HOME: taken away only');
    expect(gaps({ maskedPaths: [] })).toContain('/proc');
    expect(gaps({ labels: [{ name: 'a=b', value: 'c' }] })).toContain('“=” in its name: left out. a=b');
    expect(gaps({ deviceRequests: [{ driver: 'x', capabilities: [['tpu']] }] })).toContain('other than GPUs');
    expect(gaps({ mounts: [{ type: 'bind', source: '/a:b', target: '/c', createSource: true }] })).toContain('/a:b');
  });

  test('a label with “=” in its name is left out: a flag would make another one of it', () => {
    const labels = [
      { name: 'a=b', value: 'c' },
      { name: 'd', value: 'e=f' },
    ];
    expect(run({ image: 'nginx', labels })).toBe('docker container run --detach --label d=e=f nginx');
  });

  test('several containers are several commands', () => {
    expect(run({ image: 'nginx', name: 'web', count: 2 })).toBe(
      'docker container run --detach --name web-1 nginx\ndocker container run --detach --name web-2 nginx',
    );
  });

  test('an entrypoint that is taken away', () => {
    expect(run({ image: 'nginx', entrypoint: [] })).toBe("docker container run --detach --entrypoint '' nginx");
  });
});
