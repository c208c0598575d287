import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuildSettings } from '../contract/model/build.ts';
import { RunSettings } from '../contract/model/run.ts';
import { buildCommand, buildWords } from '../contract/commands/buildCommand.ts';
import {
  inspectBuilderCommand,
  removeBuilderCommand,
  useBuilderCommand as chooseBuilderCommand,
} from '../contract/commands/buildxCommands.ts';
import { actionWords, oneOffWords, reportWords, stackCommand } from '../contract/commands/composeCommands.ts';
import { commitCommand, containerActionCommand, exportCommand } from '../contract/commands/containerCommands.ts';
import { dockerCommand } from '../contract/commands/docker.ts';
import {
  copyIntoCommand,
  copyOutCommand,
  listFilesCommand,
  removeFilesCommand,
  writeFileCommand,
} from '../contract/commands/fileCommands.ts';
import {
  importCommand,
  inspectImageCommand,
  removeImagesCommand,
  saveCommand,
  tagCommand,
} from '../contract/commands/imageCommands.ts';
import {
  connectNetworkCommand,
  inspectNetworkCommand,
  removeNetworksCommand,
} from '../contract/commands/networkCommands.ts';
import { loginCommand, logoutCommand } from '../contract/commands/registryCommands.ts';
import { runCommand } from '../contract/commands/runCommand.ts';
import { pushCommand, searchCommand } from '../contract/commands/transferCommands.ts';
import { execCommand, inspectCommand, logsCommand, pullCommand } from '../contract/commands/viewCommands.ts';
import {
  backupVolumeCommand,
  copyVolumeCommand,
  createVolumeCommand,
  inspectVolumeCommand,
  removeVolumesCommand,
  restoreVolumeCommand,
} from '../contract/commands/volumeCommands.ts';

/** Instead of the real ones: each says what it was called with, and takes what it is given to read. */
const RECORDER = `
record() { for word; do printf '%s\\0' "$word"; done; printf '\\1\\0'; }
docker() { record docker "$@" >&3; }
tar() { record tar "$@" >&3; }
gzip() { record gzip "$@" >&3; }
cat() { record cat "$@" >&3; }
exec 3>&1
`;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'gantry-hostile-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const SHELLS = ['sh', 'bash', 'zsh'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0);

/** What the programs of these lines were called with, when a shell runs them as they are shown. */
function called(lines: readonly string[], shell = 'sh'): readonly (readonly string[])[] {
  const script = path.join(dir, 'script');
  writeFileSync(script, `${RECORDER}\n${lines.join('\n')}\n`);
  // A folder with a file in it: what a shell would fill in for a star is not what was meant.
  const { stdout, stderr, status } = spawnSync(shell, [script], { cwd: dir, encoding: 'utf8', maxBuffer: 1e9 });
  expect({ stderr, status }).toMatchObject({ stderr: '', status: 0 });
  const calls: string[][] = [[]];
  for (const word of stdout.split('\0').slice(0, -1)) {
    if (word === '\u0001') calls.push([]);
    else calls.at(-1)?.push(word);
  }
  return calls.slice(0, -1);
}

const NASTY = [
  ...['', ' ', '-', '--', '-v', '--volumes', '--help', '-rf', '*', '?', '[a]', '{a,b}', '~', '~root', '=ls', '#', '!'],
  ...['$(touch pwned)', '`touch pwned`', '${HOME}', '$HOME', ';touch pwned', '&&touch pwned', '|touch pwned', '\n'],
  ...[
    '> pwned',
    "'",
    '"',
    "'; touch pwned; '",
    '"$(touch pwned)"',
    '\\',
    "\\'",
    'a\nb',
    '\ttab',
    '\r',
    '\u001b]0;x\u0007',
  ],
  ...['\u202e', '!!', '!touch', '%s', '@x', '^a^b', '(touch pwned)', '<(touch pwned)', "$'\\x41'", 'é', '日本'],
];
const word = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: fc.constantFrom(...Array.from(`'"\\$\`!;|&<>(){}[]*?~#=%^@, \n\t-abX0`)), maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0') && !text.includes('\u0001')),
);

describe('a shown command, pasted into a shell', () => {
  test.each(SHELLS)('is taken apart by %s into the words that it was made of, and nothing else is run', (shell) => {
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 6 }), { minLength: 1, maxLength: 30 }), (commands) => {
        const lines = commands.map((words) => dockerCommand([], words));
        expect(called(lines, shell)).toEqual(commands.map((words) => ['docker', ...words]));
      }),
      { numRuns: 40 },
    );
    expect(readdirSync(dir)).toEqual(['script']);
  });

  test('of a stack is what is run', () => {
    const stack = { context: 'default', project: 'shop' };
    fc.assert(
      fc.property(
        fc.array(
          word.filter((one) => one !== ''),
          { minLength: 1, maxLength: 5 },
        ),
        (services) => {
          const actions = [
            { type: 'up', services } as const,
            { type: 'down', services, volumes: false } as const,
            { type: 'stop', services } as const,
            { type: 'scale', service: services[0]!, replicas: 2 } as const,
          ];
          const lines = actions.map((action) => stackCommand(stack as never, action as never));
          const runs = actions.map((action) => actionWords(action as never));
          expect(called(lines)).toEqual(runs.map((words) => ['docker', 'compose', '--project-name', 'shop', ...words]));
        },
      ),
      { numRuns: 40 },
    );
  });
});

const H = `--volumes'"$(touch pwned)\`touch pwned\`;touch pwned\n!*~`;
const volume = { name: H, driver: 'local', options: { [H]: H }, labels: { [H]: H } };
const container = { kind: 'container', name: H, hasTools: true } as const;
const build = (source: object) => BuildSettings.parse({ context: 'default', source, tags: [] });

/** Commands with a hostile name in each place that takes one. */
const COMMANDS: Readonly<Record<string, string>> = {
  'container stop': containerActionCommand({ type: 'stop' }, [H]),
  'container rm': containerActionCommand({ type: 'remove', force: true, volumes: false }, [H]),
  'container rename': containerActionCommand({ type: 'rename', name: H }, [H]),
  'container inspect': inspectCommand(H),
  'container commit': commitCommand('web', { repository: 'me/web', tag: '1', message: H, author: H, pause: true }),
  'container export': exportCommand('web', H),
  'container run': runCommand(
    RunSettings.parse({
      image: 'nginx',
      env: [{ name: 'A', value: H }],
      labels: [{ name: 'l', value: H }],
      mounts: [{ type: 'bind', source: `/${H}`, target: '/x' }],
      command: [H],
    }),
  ),
  'container exec': execCommand('web', { program: [H], user: H, env: [`A=${H}`] }),
  'image inspect': inspectImageCommand(H),
  'image tag': tagCommand(H, H),
  'image rm': removeImagesCommand([H]),
  'image save': saveCommand([H], H),
  'image import': importCommand(H, H, { message: H, changes: [H] }),
  'image pull': pullCommand(H, 'linux/amd64'),
  'image push': pushCommand({ source: H, target: H }),
  search: searchCommand(H),
  login: loginCommand(H, H),
  logout: logoutCommand(H),
  'network inspect': inspectNetworkCommand(H),
  'network rm': removeNetworksCommand([H]),
  'network connect': connectNetworkCommand(H, H, { aliases: [H] }),
  'volume create': createVolumeCommand(volume),
  'volume inspect': inspectVolumeCommand(H),
  'volume rm': removeVolumesCommand([H]),
  'volume copy': copyVolumeCommand(H, H),
  'volume restore': restoreVolumeCommand({ name: H, file: H, format: 'tar', strip: 0, isEmptied: false }),
  buildx: [inspectBuilderCommand(H), removeBuilderCommand(H), chooseBuilderCommand(H)].join('\n'),
  'files removed': removeFilesCommand(container, [`/${H}`]),
  'files listed': listFilesCommand(container, `/${H}`),
  'files of a volume': removeFilesCommand({ kind: 'volume', name: 'v' }, [`/${H}`]),
  'a build of an address': buildCommand(build({ type: 'remote', url: H })),
};

describe('a name that begins with a dash and holds what a shell acts on', () => {
  test.each(Object.entries(COMMANDS))('is a name, not an option nor a command: %s', (_, command) => {
    // Control characters are written as bash and zsh know them; to other shells it is some other name, and nothing more.
    if (command.includes("$'")) called([command], 'sh');
    const calls = called([command], command.includes("$'") ? 'bash' : 'sh');
    expect(readdirSync(dir)).toEqual(['script']);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.flat().some((one) => one.includes(H))).toBe(true);
    for (const words of calls) {
      const end = words.indexOf('--');
      for (const [index, one] of words.entries()) {
        // Whole, it is the value of an option that takes one, behind the `--`, or a program's own word after the names.
        if (one !== H) continue;
        const isValue = /^-{1,2}[a-z]/.test(words[index - 1] ?? '') || words[index - 1] === H;
        const isOfProgram = words.includes('nginx') || words.includes('web');
        expect({ words, isSafe: (end !== -1 && index > end) || isValue || isOfProgram }).toMatchObject({
          isSafe: true,
        });
      }
    }
    expect(readdirSync(dir)).toEqual(['script']);
  });

  test('is read and written as a file where a shell opens it', () => {
    const text = { ...build({ type: 'none' }), dockerfile: { type: 'text' as const, text: 'FROM scratch\n' } };
    const lines = [
      backupVolumeCommand('v', '-x.tar', 'tar', []),
      copyOutCommand(container, '/etc', { file: '-x.tar', isArchive: true }),
      copyIntoCommand(container, ['./-x'], '/', undefined),
    ];
    expect(called(lines).map((words) => words.slice(0, 3))).toEqual([
      ['docker', 'run', '--rm'],
      ['docker', 'container', 'cp'],
      ['docker', 'container', 'cp'],
    ]);
    expect(readdirSync(dir).sort()).toEqual(['-x.tar', 'script']);
    writeFileSync(path.join(dir, '-y'), '');
    expect(called([writeFileCommand(container, '/a', '-y')])[0]?.slice(-2)).toEqual(['--', '/a']);
    for (const name of ['-x.tar', '-y']) rmSync(path.join(dir, name));
    expect(buildWords(text).at(-1)).toBe('-');
    expect(restoreVolumeCommand({ name: 'v', file: '-x', format: 'tar', strip: 0, isEmptied: false })).toContain(
      './-x',
    );
  });

  test('of a service reaches Compose behind what ends the options, in all that is run', () => {
    const services = ['--volumes', 'web'];
    const all = [
      ...(
        ['up', 'create', 'down', 'restart', 'stop', 'kill', 'rm', 'pull', 'build', 'start', 'pause', 'push'] as const
      ).map((type) => actionWords({ type, services } as never)),
      actionWords({ type: 'scale', service: '--volumes', replicas: 1 } as never),
      actionWords({
        ...{ type: 'cp', service: '--volumes', containerPath: '/x', hostPath: '-y', direction: 'in' },
      } as never),
      oneOffWords({ service: '--volumes', command: ['sh'], env: [], publish: [] } as never),
      ...(['top', 'ps', 'images', 'port'] as const).map((kind) => reportWords(kind, '--volumes')),
    ];
    for (const words of all) {
      const end = words.indexOf('--');
      expect({ words, end }).not.toMatchObject({ end: -1 });
      expect(words.slice(0, end)).not.toContain('--volumes');
      expect(words.slice(end + 1).join(' ')).toContain('--volumes');
    }
    expect(logsCommand(['web'])).not.toContain('--');
  });
});
