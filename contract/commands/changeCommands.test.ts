import { expect, test } from 'vitest';
import { EMPTY_RUN } from '../model/run.ts';
import { changeCommand, rollBackCommand } from './changeCommands.ts';

const settings = {
  ...EMPTY_RUN,
  image: 'app',
  env: [{ name: 'A', value: 'x y' }],
  restartPolicy: { name: 'always' as const },
};

test('a live change is one command for each thing that the CLI changes, under the name of that moment', () => {
  const endpoint = { Aliases: ['db'], IPAMConfig: { IPv4Address: '10.0.0.9' } };
  const steps = [
    { type: 'rename' as const, from: 'web', to: 'shop' },
    { type: 'update' as const, body: { Memory: 1024 ** 3, PidsLimit: -1, RestartPolicy: { Name: 'no' } } },
    { type: 'disconnect' as const, network: 'old', endpoint: {} },
    { type: 'connect' as const, network: 'lab', endpoint },
  ];
  expect(changeCommand({ type: 'live', name: 'web', steps }).split('\n')).toEqual([
    'docker container rename web shop',
    'docker container update --memory 1g --pids-limit -1 --restart no shop',
    'docker network disconnect old shop',
    'docker network connect --alias db --ip 10.0.0.9 lab shop',
  ]);
});

test('a new container is every step that a person would have to take, in the order that keeps one running', () => {
  const shown = (isBeside: boolean) =>
    changeCommand({ type: 'new', name: 'web', settings, isRunning: true, isBeside }, ['--context', 'lab']).split('\n');
  expect(shown(false)).toEqual([
    "docker --context lab container create --name web-new --restart always --env 'A=x y' app",
    'docker --context lab container update --restart no web',
    'docker --context lab container stop web',
    'docker --context lab container rename web web-before',
    'docker --context lab container rename web-new web',
    'docker --context lab container start web',
  ]);
  expect(shown(true).indexOf('docker --context lab container start web-new')).toBe(1);
  expect(rollBackCommand('web', 'web-before').split('\n')[2]).toBe('docker container rename web-before web');
});
