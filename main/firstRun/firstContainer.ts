import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { importCommand as importImageCommand } from '../../contract/commands/imageCommands.ts';
import { runCommand } from '../../contract/commands/runCommand.ts';
import type { FirstContainerPlan } from '../../contract/model/firstRun.ts';
import { RunSettings } from '../../contract/model/run.ts';
import type { Connection } from '../docker/connection.ts';
import { ask } from '../services/containers/ask.ts';
import type { ContainersDeps } from '../services/containers/deps.ts';
import { runContainers } from '../services/containers/runContainers.ts';
import { hasHelloImage, HELLO_CHANGES, HELLO_IMAGE, helloArchive, importHelloImage } from './helloImage.ts';

export type FirstContainerDeps = Pick<
  ContainersDeps,
  'getConnection' | 'cliArgs' | 'jobs' | 'activity' | 'live' | 'remember'
> & {
  readonly dataDir: string;
};

/** A page on this computer alone, at the first of these ports that is free. */
const PORTS = { hostIp: '127.0.0.1', hostPort: 8080, hostPortEnd: 8099, containerPort: 80 };

const settingsFor = (name: string): RunSettings =>
  RunSettings.parse({ image: HELLO_IMAGE, name, ports: [PORTS], pull: 'never' });

/** What will be made, with the commands: the file that the first of them reads is there for whoever types it. */
export async function planFirstContainer(
  deps: FirstContainerDeps,
  context: string,
  signal: AbortSignal,
): Promise<FirstContainerPlan> {
  const connection = await deps.getConnection(context, signal);
  const [name, hasImage] = await Promise.all([freeName(connection, signal), hasHelloImage(connection)]);
  const run = runCommand(settingsFor(name), deps.cliArgs(context));
  const commands = hasImage ? [run] : [await importCommand(deps, connection), run];
  return { image: HELLO_IMAGE, name, hasImage, commands };
}

/** Imports the image where it is not there, then runs it as any other. Gives the job of the run. */
export async function runFirstContainer(
  deps: FirstContainerDeps,
  context: string,
  signal: AbortSignal,
): Promise<{ readonly jobId: string }> {
  const connection = await deps.getConnection(context, signal);
  if (!(await hasHelloImage(connection))) {
    const command = await importCommand(deps, connection);
    await deps.activity.record({ context, title: `Import ${HELLO_IMAGE}`, command }, () =>
      importHelloImage(connection),
    );
  }
  return { jobId: runContainers(deps, context, settingsFor(await freeName(connection, signal))) };
}

async function importCommand({ dataDir, cliArgs }: FirstContainerDeps, connection: Connection): Promise<string> {
  const folder = path.join(dataDir, 'first-container');
  const file = path.join(folder, `hello-${connection.engine.arch}.tar`);
  const archive = await helloArchive(connection);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, archive, { mode: 0o600 });
  return importImageCommand(file, HELLO_IMAGE, { changes: HELLO_CHANGES }, cliArgs(connection.context));
}

/** `hello`, or `hello-2` where that is taken: a first container can be made again. */
async function freeName(connection: Connection, signal: AbortSignal): Promise<string> {
  interface Listed {
    readonly Names?: readonly string[] | null;
  }
  const listed = await ask<readonly Listed[]>(connection, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true },
    signal,
  });
  const taken = new Set(listed.flatMap(({ Names }) => Names ?? []));
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'hello' : `hello-${number}`;
    if (!taken.has(`/${name}`)) return name;
  }
}
