import { describe, expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../model/run.ts';
import { canonicalSettings } from '../model/run/canonical.ts';
import { readRunText } from './readRunText.ts';

// Lines of two books as they are printed, with the dashes and quotes of their typesetters. That they then run as they
// would in a terminal is shown by `main/services/containers/runText.integration.test.ts`.

const TYPOGRAPHY = 'info: Quotes, dashes or spaces of a book were read as those of a keyboard.';
const LINKS =
  'info: Links are deprecated, and give no variables since engine 29: a network with an alias does the same.';
const noted = (text: string) => readRunText(text).notes.map(({ severity, message }) => `${severity}: ${message}`);

describe('what a book prints is read as it was meant [S50]', () => {
  test.each<[string, RunSettingsInput]>([
    ['Docker run –i –t busybox /bin/sh', { image: 'busybox', command: ['/bin/sh'], ...{ openStdin: true, tty: true } }],
    [
      'docker run ubuntu:14.04 /bin/echo ‘Hello world’',
      { image: 'ubuntu:14.04', command: ['/bin/echo', 'Hello world'] },
    ],
    [
      'docker run —rm —name web2 —link db:db training/webapp env',
      {
        image: 'training/webapp',
        ...{ autoRemove: true, name: 'web2', links: [{ container: 'db', alias: 'db' }], command: ['env'] },
      },
    ],
    [
      'sudo docker run -d -v /dbdata –-name dbdata training/postgres echo Data–only container',
      {
        image: 'training/postgres',
        name: 'dbdata',
        mounts: [{ type: 'volume', source: '', target: '/dbdata' }],
        command: ['echo', 'Data–only', 'container'],
      },
    ],
    [
      'docker run –d –p 80:80 —name staticwebsite apachedemo',
      { image: 'apachedemo', name: 'staticwebsite', ports: [{ containerPort: 80, hostPort: 80 }] },
    ],
    [
      '$ docker run –p 8400:8400 –p 8600:53/udp –h node1 consul-image -server -bootstrap',
      {
        image: 'consul-image',
        hostname: 'node1',
        ports: [
          { containerPort: 8400, hostPort: 8400 },
          { containerPort: 53, hostPort: 8600, protocol: 'udp' },
        ],
        command: ['-server', '-bootstrap'],
      },
    ],
    [
      'docker run —rm —net=none busybox ip addr',
      { image: 'busybox', autoRemove: true, networks: [{ name: 'none' }], command: ['ip', 'addr'] },
    ],
    [
      'docker run –t –i —name c2 —rm —link c1:c1alias training/webapp /bin/bash',
      {
        image: 'training/webapp',
        ...{ name: 'c2', autoRemove: true, openStdin: true, tty: true, command: ['/bin/bash'] },
        links: [{ container: 'c1', alias: 'c1alias' }],
      },
    ],
    [
      'docker run —name datavol –v /DataMount busybox:latest /bin/true',
      {
        image: 'busybox:latest',
        name: 'datavol',
        mounts: [{ type: 'volume', source: '', target: '/DataMount' }],
        command: ['/bin/true'],
      },
    ],
    ['docker run –itd ubuntu:16.04', { image: 'ubuntu:16.04', openStdin: true, tty: true }],
    ['docker create —name java centos-java', { image: 'centos-java', name: 'java', start: false }],
  ])('%s', (text, input) => {
    const { runs } = readRunText(text);
    expect(runs.map(canonicalSettings)).toEqual([canonicalSettings(RunSettings.parse(input))]);
    expect(noted(text)).toEqual(text.includes('—link ') ? [TYPOGRAPHY, LINKS] : [TYPOGRAPHY]);
  });
});

describe('what bites a reader of the book is said [S50]', () => {
  test('a flag that got behind the image can be moved', () => {
    const text = 'docker run –p 8080:80 –d apachedemo –v \\ /root/apache/website:/var/www/website';
    expect(noted(text)).toContainEqual(expect.stringMatching(/^warning: “-v” stands after the image/));
    const { runs } = readRunText(text, { moveLateFlags: true });
    expect(runs[0]).toMatchObject({ mounts: [{ source: '/root/apache/website', target: '/var/www/website' }] });
    expect(runs[0]?.command).toBeUndefined();
  });

  test('an image with capital letters, with the name that is meant', () => {
    expect(noted('docker run –d Dockerfile/haproxy')).toContainEqual(
      expect.stringMatching(/^error: .*dockerfile\/haproxy meant/),
    );
  });

  test('a folder that only a shell knows', () => {
    const text = 'docker run —volumes-from dbdata –v $(pwd):/backup ubuntu tar cvf /backup/backup.tar /dbdata';
    const { runs, notes } = readRunText(text);
    expect(runs[0]).toMatchObject({ volumesFrom: [{ container: 'dbdata' }] });
    expect(notes.map(({ start, end }) => text.slice(start, end))).toContain('$(pwd)');
  });

  test('a line that builds is a build, and says which folder it cannot know', () => {
    const { runs, builds } = readRunText('sudo docker build –t=“user/image:tag” .');
    expect(runs).toEqual([]);
    expect(builds).toMatchObject([{ tags: ['user/image:tag'], source: { type: 'folder', path: '.' } }]);
    expect(noted('sudo docker build –t=“user/image:tag” .')).toEqual([
      TYPOGRAPHY,
      expect.stringMatching(/^warning: “\.” is seen from the folder/),
    ]);
  });

  test.each(['docker-compose up –d', 'docker compose –f stack.yml up'])('%s is a stack, and that is said', (text) => {
    expect(readRunText(text)).toMatchObject({ runs: [], builds: [] });
    expect(noted(text)).toContainEqual(expect.stringMatching(/^error: docker compose runs a whole stack/));
  });
});
