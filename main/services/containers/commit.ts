import { type CommitOptions, commitCommand } from '../../../contract/commands/containerCommands.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask } from './ask.ts';
import type { ContainersDeps } from './deps.ts';

interface Commit extends CommitOptions {
  readonly context: string;
  readonly id: string;
}

/** An image from a container as it is now. */
export async function commit(deps: ContainersDeps, input: Commit, signal: AbortSignal): Promise<{ imageId: string }> {
  const { context, id } = input;
  const connection = await deps.getConnection(context, signal);
  const name = deps.live.container(context, id)?.name ?? id.slice(0, 12);
  const entry = {
    context,
    title: `Commit ${name} to ${input.repository}:${input.tag}`,
    command: commitCommand(name, input, deps.cliArgs(context)),
  };
  return deps.activity.record(entry, () => commitNow(connection, input, name));
}

async function commitNow(connection: Connection, input: Commit, name: string): Promise<{ imageId: string }> {
  const answer = await ask<{ readonly Id: string }>(
    connection,
    {
      method: 'POST',
      path: '/commit',
      query: {
        container: input.id,
        repo: input.repository,
        tag: input.tag,
        comment: input.message,
        author: input.author,
        pause: input.pause,
      },
    },
    { kind: 'container', name },
  );
  return { imageId: answer.Id };
}
