import { describe, expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../model/run.ts';
import { canonicalSettings } from '../model/run/canonical.ts';
import { FLAGS, SHORT } from './flags.ts';
import { readRunText } from './readRunText.ts';

const read = (text: string) => readRunText(text);
const one = (text: string) => canonicalSettings(read(text).runs[0] ?? RunSettings.parse({ image: 'nothing was read' }));
const of = (input: RunSettingsInput) => canonicalSettings(RunSettings.parse(input));
const messages = (text: string) => read(text).notes.map(({ severity, message }) => `${severity}: ${message}`);

describe('a pasted docker run', () => {
  test.each<[string, Partial<RunSettingsInput>]>([
    ['docker run -dit --name web nginx', { name: 'web', openStdin: true, tty: true }],
    ['docker container run --rm=true -P nginx', { autoRemove: true, publishAll: true }],
    ['docker create nginx', { start: false }],
    [
      'docker run -e A=b=c -e EMPTY= --env "B=x y" nginx',
      {
        env: [
          { name: 'A', value: 'b=c' },
          { name: 'EMPTY', value: '' },
          { name: 'B', value: 'x y' },
        ],
      },
    ],
    [
      'docker run -p80 -p=81:81 -p 127.0.0.1::53/udp -p [::1]:90:90/sctp nginx',
      {
        ports: [
          { containerPort: 80 },
          { containerPort: 81, hostPort: 81 },
          { containerPort: 53, protocol: 'udp', hostIp: '127.0.0.1' },
          { containerPort: 90, hostPort: 90, hostIp: '::1', protocol: 'sctp' },
        ],
      },
    ],
    [
      'docker run -p 8000-8010:80 -p 9000-9001:70-71 nginx',
      {
        ports: [
          { containerPort: 80, hostPort: 8000, hostPortEnd: 8010 },
          { containerPort: 70, hostPort: 9000 },
          { containerPort: 71, hostPort: 9001 },
        ],
      },
    ],
    [
      'docker run -v data:/data -v /src:/app:ro,Z -v /anon nginx',
      {
        mounts: [
          { type: 'volume', source: 'data', target: '/data', selinux: 'shared' },
          { type: 'bind', source: '/src', target: '/app', isReadOnly: true, selinux: 'private', createSource: true },
          { type: 'volume', source: '', target: '/anon' },
        ],
      },
    ],
    [
      String.raw`docker run -v C:\Users\me:/app nginx`,
      { mounts: [{ type: 'bind', source: String.raw`C:\Users\me`, target: '/app', createSource: true }] },
    ],
    [
      'docker run --mount "type=bind,src=/a,\\"dst=/b,c\\",ro,bind-propagation=rslave" nginx',
      {
        mounts: [{ type: 'bind', source: '/a', target: '/b,c', isReadOnly: true, propagation: 'rslave' }],
      },
    ],
    [
      'docker run --tmpfs /run:size=64m --tmpfs /t nginx',
      {
        mounts: [
          { type: 'tmpfs', source: '', target: '/run', tmpfsOptions: 'size=64m' },
          { type: 'tmpfs', source: '', target: '/t', tmpfsOptions: '' },
        ],
      },
    ],
    [
      'docker run --net lab --network-alias db --ip 10.0.0.5 nginx',
      { networks: [{ name: 'lab', aliases: ['db'], ipv4Address: '10.0.0.5' }] },
    ],
    [
      'docker run --network name=a,alias=x,alias=y --network b nginx',
      { networks: [{ name: 'a', aliases: ['x', 'y'] }, { name: 'b' }] },
    ],
    [
      'docker run --link db:database --volumes-from data:ro nginx',
      { links: [{ container: 'db', alias: 'database' }], volumesFrom: [{ container: 'data', mode: 'ro' }] },
    ],
    [
      'docker run -m 512m --memory-swap -1 -c 512 --cpus=.5 --pids-limit -1 nginx',
      { memoryBytes: 512 << 20, memorySwapBytes: -1, cpuShares: 512, cpus: 0.5 },
    ],
    ['docker run --entrypoint "" nginx sh -c "echo $A"', { entrypoint: [], command: ['sh', '-c', 'echo $A'] }],
    [
      'docker run --health-cmd "curl -f localhost" --health-interval 1m30s --health-retries=3 nginx',
      { healthCheck: { test: ['CMD-SHELL', 'curl -f localhost'], intervalMs: 90_000, retries: 3 } },
    ],
    [
      `docker run --gpus '"device=0,1",capabilities=utility' --device /dev/fuse:rw nginx`,
      {
        deviceRequests: [{ deviceIds: ['0', '1'], capabilities: [['utility', 'gpu']] }],
        devices: [{ hostPath: '/dev/fuse', permissions: 'rw' }],
      },
    ],
    [
      'docker run --restart on-failure:5 --init=false --stop-timeout 0 nginx',
      { restartPolicy: { name: 'on-failure', maximumRetryCount: 5 }, init: false, stopTimeoutSeconds: 0 },
    ],
    ['docker run -- nginx -g "daemon off;"', { command: ['-g', 'daemon off;'] }],
    ['docker run \\\n  -d \\\n  --name web \\ \n  nginx', { name: 'web' }],
    ['docker run `\n  -d `\n  --name web nginx', { name: 'web' }],
    ['docker run ^\r\n  -d ^\r\n  --name web nginx', { name: 'web' }],
    ['$ sudo docker run -d nginx', {}],
    ['root@box:~# docker run -d nginx', {}],
    ['PS C:\\Users\\me> docker run -d nginx', {}],
    ['# docker run -d nginx', {}],
    ['DOCKER_BUILDKIT=1 /usr/bin/docker --context lab run nginx', {}],
  ])('%s', (text, input) => {
    expect(one(text)).toEqual(of({ image: 'nginx', ...input }));
    expect(messages(text).filter((message) => message.startsWith('error'))).toEqual([]);
  });

  test('every flag that docker has is known, with its short form', () => {
    expect(Object.values(SHORT).filter((name) => !Object.hasOwn(FLAGS, name))).toEqual([]);
    expect(messages('docker run --detach-keys ctrl-x --cidfile f --sig-proxy=false -a stdout nginx')).toHaveLength(3);
  });

  test('several commands are several containers', () => {
    const text = '# first the data\ndocker run -d --name db redis:7 && docker pull nginx; docker run web';
    expect(read(text).runs.map(({ image }) => image)).toEqual(['redis:7', 'web']);
    expect(messages(text)).toEqual(['warning: “docker pull” makes no container: it is left out.']);
  });
});

describe('the typography of books', () => {
  test.each<[string, Partial<RunSettingsInput>]>([
    [
      'sudo docker run –d –P —name web training/webapp python app.py',
      { name: 'web', publishAll: true, image: 'training/webapp', command: ['python', 'app.py'] },
    ],
    [
      'Docker run –i –t ubuntu:14.04 /bin/bash',
      { openStdin: true, tty: true, image: 'ubuntu:14.04', command: ['/bin/bash'] },
    ],
    [
      'docker run -d ubuntu:14.04 /bin/sh -c “while true; do echo hello world; sleep 1; done”',
      {
        image: 'ubuntu:14.04',
        command: ['/bin/sh', '-c', 'while true; do echo hello world; sleep 1; done'],
      },
    ],
    [
      'docker run -d -P —name web –link db:db training/webapp',
      { name: 'web', publishAll: true, links: [{ container: 'db', alias: 'db' }], image: 'training/webapp' },
    ],
    ['docker run -rm ubuntu', { autoRemove: true, image: 'ubuntu' }],
    [
      'docker run —volumes-from dbdata -v /a:/backup ubuntu tar cvf /backup/backup.tar /dbdata',
      {
        image: 'ubuntu',
        volumesFrom: [{ container: 'dbdata' }],
        command: ['tar', 'cvf', '/backup/backup.tar', '/dbdata'],
        mounts: [{ type: 'bind', source: '/a', target: '/backup', createSource: true }],
      },
    ],
    [
      'docker run -e ‘SERVICE_NAME=db’ ––name x1 ubuntu',
      { env: [{ name: 'SERVICE_NAME', value: 'db' }], name: 'x1', image: 'ubuntu' },
    ],
  ])('%s', (text, input) => {
    expect(one(text)).toEqual(of({ image: 'ubuntu', ...input }));
  });

  test('is said, and what stands between quotes is left alone', () => {
    expect(one('docker run -e "A=it’s — “so”" nginx').env).toEqual([{ name: 'A', value: 'it’s — “so”' }]);
    expect(messages('docker run —name web nginx')).toEqual([
      'info: Quotes, dashes or spaces of a book were read as those of a keyboard.',
    ]);
  });
});

describe('what cannot be taken over is named, with its place', () => {
  const noted = (text: string) =>
    read(text).notes.map(({ severity, start, end }) => `${severity} ${text.slice(start, end)}`);

  test.each([
    ['docker run --nmae web nginx', ['error --nmae']],
    ['docker run -d -Z nginx', ['error -Z']],
    ['docker run -e HOME nginx', ['warning -e HOME']],
    ['docker run -v $PWD:/app nginx', ['warning $PWD']],
    ['docker run -v "$(pwd)/x":/app nginx', ['warning $(pwd)']],
    ['docker run -v %cd%:/app nginx date +%Y%m%d', ['warning %cd%']],
    ['docker run -v ./here:/app nginx', ['warning -v ./here:/app']],
    ['docker run --env-file .env nginx', ['error --env-file .env']],
    ['docker run -p 99999:80 nginx', ['error -p 99999:80']],
    ['docker run -v a:/b:rx nginx', ['error -v a:/b:rx']],
    ['docker run -m lots nginx', ['error -m lots']],
    ['docker run --isolation hyperv nginx', ['warning --isolation hyperv']],
    ['docker run Dockerfile/haproxy', ['error Dockerfile/haproxy']],
    ['docker run -d', ['error -d']],
    ['docker run --name', ['error --name', 'error --name']],
    ['docker run nginx > out.txt', ['warning > out.txt']],
    ["docker run -e 'A=1 nginx", ["error '", "error 'A=1 nginx"]],
    ['docker run --blkio-weight 5 nginx', ['error docker run --blkio-weight 5 nginx']],
    [`curl -d '{"Image":"a","Env":5}' http://x/containers/create`, [`error '{"Image":"a","Env":5}'`]],
    ['ls -l', ['warning ls', 'error ls -l']],
  ])('%s', (text, notes) => expect(noted(text).slice(0, notes.length)).toEqual(notes));

  test('a flag that was misspelt has a proposal', () => {
    expect(messages('docker run --nmae web nginx')[0]).toContain('Is --name meant?');
  });

  test('a file that has to be opened is named for the form', () => {
    const { notes } = read('docker run --env-file .env --label-file l nginx');
    expect(notes.map(({ file }) => file)).toEqual([
      { path: '.env', kind: 'env' },
      { path: 'l', kind: 'labels' },
    ]);
  });

  test('flags after the image are arguments, until they are moved', () => {
    const text = 'docker run -p 8080:80 -d apachedemo -v \\ /root/site:/var/www';
    const asIs = readRunText(text);
    expect(asIs.hasLateFlags).toBe(true);
    expect(asIs.runs[0]?.command).toEqual(['-v', '/root/site:/var/www']);
    const moved = readRunText(text, { moveLateFlags: true });
    expect(moved.runs[0]).toMatchObject({ mounts: [{ source: '/root/site', target: '/var/www' }] });
    expect(moved.runs[0]?.command).toBeUndefined();
  });

  test('flags of the program are not taken for flags of docker', () => {
    expect(read('docker run prom/prometheus --config.file=/x --name').hasLateFlags).toBe(false);
    expect(read('docker run redis --port 7000').hasLateFlags).toBe(false);
  });
});

describe('a curl to the engine', () => {
  const body = {
    Image: 'nginx',
    Env: ['A=b=c'],
    HostConfig: { Memory: 67_108_864, PortBindings: { '80/tcp': [{ HostPort: '8080' }] } },
  };
  test.each([
    `curl --unix-socket /var/run/docker.sock -H "Content-Type: application/json" -d '${JSON.stringify(body)}' -X POST http://localhost/v1.51/containers/create?name=web`,
    `curl -XPOST --unix-socket=/run/docker.sock --json '${JSON.stringify(body)}' 'http://d/containers/create?name=web'`,
  ])('is read: %s', (text) => {
    expect(one(text)).toEqual(
      of({
        ...{ image: 'nginx', name: 'web', start: false, env: [{ name: 'A', value: 'b=c' }], memoryBytes: 67_108_864 },
        ports: [{ containerPort: 80, hostPort: 8080 }],
      }),
    );
    expect(read(text).notes).toEqual([]);
  });

  test('what the engine has renamed is read, and what nobody knows is named', () => {
    const text = `curl -d '{"Image":"a","CpuShares":512,"Cpuset":"0,1","Nonsense":1}' http://localhost:5000/containers/create`;
    expect(one(text)).toMatchObject({ cpuShares: 512, cpusetCpus: '0,1' });
    expect(messages(text).join('\n')).toContain('“Nonsense” is not known');
  });

  test('a file, and what is no JSON, are said', () => {
    expect(read('curl -d @body.json http://x/containers/create').notes[0]?.file).toEqual({
      path: 'body.json',
      kind: 'body',
    });
    expect(messages(`curl -d '{"Image":' http://x/containers/create`)[0]).toContain('no JSON');
  });
});
