import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { docker } from '../live/testing/engineCli.ts';
import { compose, composeText, stacksClient, writeCompose } from './stacks/testing/client.ts';

const context = 'default';
const served = stacksClient();
const { made } = served;

const NO_FILES = { envFiles: [], profiles: [] };

describe('the list of stacks', () => {
  test('shows what the CLI starts, scales, stops and takes down, and keeps it afterwards', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [], db: [] }));
    const reader = served.gantry.watch();
    const now = () => reader.believed.get(project);
    try {
      await compose(folder, '--project-name', project, 'up', '--detach');
      await reader.until('it runs', () => now()?.status === 'running' && now()?.containerCount === 2);
      expect(now()).toMatchObject({
        definition: { type: 'here' },
        files: { workingDir: folder, configFiles: [path.join(folder, 'compose.yaml')], ...NO_FILES },
        services: [
          { name: 'db', containerCount: 1, runningCount: 1 },
          { name: 'web', containerCount: 1, runningCount: 1 },
        ],
        networkCount: 1,
        origin: { isInEngine: true, isInFolder: false },
      });
      await compose(folder, '--project-name', project, 'up', '--detach', '--scale', 'web=3');
      await reader.until('what its file wants', () => now()?.wantedCount === 2);
      await reader.until('three of web', () => now()?.services[1]?.runningCount === 3);
      await compose(folder, '--project-name', project, 'stop', 'db');
      await reader.until('db is stopped', () => now()?.status === 'partly-running');
      await compose(folder, '--project-name', project, 'pause', 'web');
      await reader.until('the rest is paused', () => now()?.status === 'paused');
      await compose(folder, '--project-name', project, 'unpause', 'web');
      await compose(folder, '--project-name', project, 'stop');
      await reader.until('it is stopped', () => now()?.status === 'stopped');
      await compose(folder, '--project-name', project, 'down');
      await reader.until('it is down', () => now()?.status === 'not-created' && now()?.networkCount === 0);
      expect(now()).toMatchObject({
        origin: { isInEngine: false, isRemembered: true },
        definition: { type: 'here' },
        files: { workingDir: folder },
      });
      await served.gantry.client.stacks.forget({ context, project });
      await reader.until('it is forgotten', () => now() === undefined);
    } finally {
      reader.stop();
    }
  });

  test('a change that the CLI makes is in the list without asking the engine for whole lists again', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [] }));
    await compose(folder, '--project-name', project, 'create');
    const reader = served.gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.status === 'stopped');
      const asked = () =>
        served.gantry.proxy.requests
          .filter((line) => /GET .*\/(containers\/json|networks|volumes)/.test(line))
          .filter((line) => !line.includes('filters')).length;
      const before = asked();
      await docker('start', `${project}-web-1`);
      await reader.until('it runs', () => reader.believed.get(project)?.status === 'running');
      expect(asked()).toBe(before);
    } finally {
      reader.stop();
    }
  });

  test('one whose files have gone says which, and again when they are back', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [] }));
    await compose(folder, '--project-name', project, 'up', '--detach');
    const reader = served.gantry.watch();
    const now = () => reader.believed.get(project)?.definition;
    const file = path.join(folder, 'compose.yaml');
    try {
      await reader.until('it is there', () => now()?.type === 'here');
      await reader.until('it runs', () => reader.believed.get(project)?.status === 'running');
      await rename(file, `${file}.away`);
      await reader.until('its file has gone', () => now()?.type === 'missing');
      expect(now()).toEqual({ type: 'missing', files: [file] });
      expect(await served.gantry.client.stacks.inspect({ context, project })).toMatchObject({
        definition: { type: 'missing', files: [file] },
        filesFrom: 'labels',
      });
      await rename(`${file}.away`, file);
      await reader.until('it is back', () => now()?.type === 'here');
      await rm(folder, { recursive: true });
      await reader.until('its folder has gone', () => now()?.type === 'missing');
      expect(reader.believed.get(project)?.status).toBe('running');
    } finally {
      reader.stop();
    }
  });

  test('one that was read from standard input is there, and says that nobody knows its files', async () => {
    const project = made.project();
    const folder = await made.folder();
    await writeCompose(folder, composeText({ web: [] }), 'hidden.yaml');
    await docker(
      'run',
      '--detach',
      '--name',
      `${project}-web-1`,
      '--label',
      'gantry.test',
      '--label',
      `com.docker.compose.project=${project}`,
      '--label',
      'com.docker.compose.service=web',
      '--label',
      'com.docker.compose.project.config_files=-',
      '--label',
      `com.docker.compose.project.working_dir=${folder}`,
      'busybox:latest',
      'sleep',
      '1000',
    );
    const reader = served.gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.status === 'running');
      expect(reader.believed.get(project)).toMatchObject({ definition: { type: 'unknown' } });
      expect(await served.gantry.stacks.known.filesOf({ context, project })).toBeUndefined();
    } finally {
      reader.stop();
      await docker('rm', '--force', `${project}-web-1`);
    }
  });

  test('a container of `docker compose run` is none of its services', async () => {
    const folder = await made.folder();
    const project = made.project();
    await writeCompose(folder, composeText({ web: [] }));
    await compose(folder, '--project-name', project, 'run', '--detach', 'web', 'sleep', '500');
    const reader = served.gantry.watch();
    try {
      await reader.until('it is there', () => reader.believed.get(project)?.status === 'partly-running');
      expect(reader.believed.get(project)).toMatchObject({ containerCount: 0, services: [], oneOffCount: 1 });
    } finally {
      reader.stop();
    }
  });
});
