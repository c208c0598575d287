import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { readTime } from '../../docker/readTime.ts';
import { requestJson } from '../../docker/request.ts';

export interface ContainerState {
  readonly name: string;
  readonly hasTty: boolean;
  readonly hasOpenStdin: boolean;
  readonly program: string;
  readonly isRunning: boolean;
  readonly exitCode: number;
  /** When it was last started, epoch ms. */
  readonly startedAt?: number;
}

interface Said {
  readonly Name: string;
  readonly Path?: string;
  readonly Args?: readonly string[] | null;
  readonly Config: { readonly Tty?: boolean; readonly OpenStdin?: boolean };
  readonly State: { readonly Running?: boolean; readonly ExitCode?: number; readonly StartedAt?: string };
}

export async function inspectContainer({ docker, context, signal }: Connection, id: string): Promise<ContainerState> {
  try {
    const {
      Name,
      Path = '',
      Args,
      Config,
      State,
    } = await requestJson<Said>(docker, {
      method: 'GET',
      path: `/containers/${id}/json`,
      signal,
    });
    return {
      name: Name.replace(/^\//, ''),
      hasTty: Config.Tty === true,
      hasOpenStdin: Config.OpenStdin === true,
      program: [Path, ...(Args ?? [])].join(' '),
      isRunning: State.Running === true,
      exitCode: State.ExitCode ?? 0,
      startedAt: readTime(State.StartedAt),
    };
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'container' }, signal);
  }
}

/** Why a terminal has ended, when it was not its own program that did. */
export async function whyGone(connection: Connection, id: string): Promise<string | undefined> {
  try {
    const { isRunning, exitCode } = await inspectContainer(connection, id);
    return isRunning ? undefined : `The container has stopped (exit code ${exitCode}).`;
  } catch (thrown) {
    const { error } = toFailure(thrown, { context: connection.context });
    return error.code === 'not-found' ? 'The container was removed.' : error.message;
  }
}
