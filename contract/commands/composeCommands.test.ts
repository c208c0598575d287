import { expect, test } from 'vitest';
import { OneOff, StackAction, StackTarget } from '../model/stackRun.ts';
import { oneOffCommand, oneOffEnv, stackAttachCommand, stackCommand, stackExecCommand } from './composeCommands.ts';

const stack = StackTarget.parse({
  context: 'default',
  project: 'shop',
  files: { workingDir: '/srv/shop', configFiles: ['/srv/shop/compose.yaml'] },
});

test('the folder, environment files and profiles are said where they are not what compose would take', () => {
  const files = {
    workingDir: '/srv/shop',
    configFiles: ['/srv/my files/base.yaml', '/srv/shop/dev.yaml'],
    envFiles: ['/srv/shop/dev.env'],
    profiles: ['debug'],
  };
  expect(stackCommand({ ...stack, files }, StackAction.parse({ type: 'start' }), ['--context', 'lab'])).toBe(
    "docker --context lab compose --file '/srv/my files/base.yaml' --file /srv/shop/dev.yaml --project-directory /srv/shop --project-name shop --env-file /srv/shop/dev.env --profile debug start",
  );
});

test('each choice is an option of its own', () => {
  const words = (action: object) => stackCommand(stack, StackAction.parse(action)).split('--project-name shop ')[1];
  expect(words({ type: 'up', services: ['web'], build: true, forceRecreate: true, noDeps: true, pull: 'always' })).toBe(
    'up --detach --build --force-recreate --no-deps --pull always web',
  );
  expect(words({ type: 'up', wait: true, removeOrphans: true, recreateVolumes: true, timeoutSeconds: 0 })).toBe(
    'up --detach --wait --remove-orphans --yes --timeout 0',
  );
  expect(words({ type: 'down', volumes: true, images: 'local', removeOrphans: true })).toBe(
    'down --volumes --rmi local --remove-orphans',
  );
  expect(words({ type: 'kill', signal: 'SIGTERM', services: ['web'] })).toBe('kill --signal SIGTERM web');
  expect(words({ type: 'rm', stop: true, volumes: true })).toBe('rm --force --stop --volumes');
  expect(words({ type: 'wait', services: ['web'], downProject: true })).toBe('wait --down-project web');
  const cp = { type: 'cp', service: 'web', containerPath: '/a b', hostPath: '/x' };
  expect(words({ ...cp, direction: 'in', archive: true })).toBe("cp --archive /x 'web:/a b'");
  expect(words({ ...cp, direction: 'out', index: 2, followLink: true })).toBe(
    "cp --index 2 --follow-link 'web:/a b' /x",
  );
  expect(words({ type: 'scale', service: 'web', replicas: 3 })).toBe('scale web=3');
});

test('a secret of a one-off goes by the environment, not by the command', () => {
  const oneOff = OneOff.parse({
    service: 'web',
    command: ['sh', '-c', 'echo $X'],
    env: [
      { name: 'MODE', value: 'a' },
      { name: 'DB_PASSWORD', value: 'hush' },
    ],
  });
  expect(oneOffCommand(stack, oneOff)).toContain(
    "run --rm --no-TTY --env MODE=a --env DB_PASSWORD web sh -c 'echo $X'",
  );
  expect(oneOffEnv(oneOff)).toEqual({ DB_PASSWORD: 'hush' });
});

test('a terminal says which of the containers it is in, where there are several', () => {
  const after = (command: string) => command.split('--project-name shop ')[1];
  const program = { program: 'sh' };
  expect(after(stackExecCommand(stack, { service: 'web' }, program))).toBe('exec web sh');
  expect(
    after(stackExecCommand(stack, { service: 'web', index: 2 }, { ...program, user: '0', workingDir: '/a b' })),
  ).toBe("exec --user 0 --workdir '/a b' --index 2 web sh");
  expect(after(stackAttachCommand(stack, { service: 'web', index: 2 }))).toBe('attach --index 2 web');
});
