import { randomUUID } from 'node:crypto';
import { attachCommand, execCommand } from '../../contract/commands/viewCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { Terminal } from '../../contract/model/terminal.ts';
import type { GetConnection } from '../docker/connection.ts';
import type { Live } from '../live/createLive.ts';
import type { ActivityRecorder } from './activity.ts';
import { openAttach } from './terminals/openAttach.ts';
import { openExec } from './terminals/openExec.ts';
import { TerminalSession } from './terminals/session.ts';

interface TerminalsDeps {
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly live: Pick<Live, 'container'>;
  readonly activity: ActivityRecorder;
}

export function createTerminalsService({ getConnection, cliArgs, live, activity }: TerminalsDeps) {
  const sessions = new Map<string, TerminalSession>();

  function session(id: string): TerminalSession {
    const found = sessions.get(id);
    if (found) return found;
    throw new AppFailure({ code: 'not-found', message: 'This terminal has ended.', hint: 'Open a new one.' });
  }

  const handlers: ServiceOf<'terminals'> = {
    async open({ target, columns, rows }, signal) {
      const { context, id: containerId } = target.ref;
      const connection = await getConnection(context, signal);
      const name = live.container(context, containerId)?.name ?? containerId.slice(0, 12);
      const commandOf = (program: string) =>
        target.type === 'exec'
          ? execCommand(name, { ...target, program: [program], env: ['TERM=xterm-256color'] }, cliArgs(context))
          : attachCommand(name, cliArgs(context));
      const entry = {
        context,
        title: target.type === 'exec' ? `Open a shell in ${name}` : `Attach to ${name}`,
        command: commandOf((target.type === 'exec' && target.shell) || 'sh'),
      };
      const end = await activity.record(entry, async (amend) => {
        const size = { columns, rows };
        const opened =
          target.type === 'exec'
            ? await openExec(connection, target, size)
            : await openAttach(connection, containerId, size);
        amend(commandOf(opened.program)); // which shell there is shows only now
        return opened;
      });
      const { program, processStartedAt } = end;
      const command = commandOf(program);
      const terminal: Terminal = {
        id: randomUUID(),
        target,
        program,
        openedAt: Date.now(),
        command,
        ...(processStartedAt !== undefined && { processStartedAt }),
      };
      const opened = new TerminalSession(terminal, end, () => sessions.delete(terminal.id));
      sessions.set(terminal.id, opened);
      // Whoever asked has left while it was opened: nobody will ever read or close it.
      if (signal.aborted) await opened.close();
      return terminal;
    },
    list: () => Promise.resolve([...sessions.values()].map(({ terminal }) => terminal)),
    async *output({ terminalId }, signal) {
      yield* session(terminalId).output(signal);
    },
    write: ({ terminalId, bytes }) => session(terminalId).write(bytes),
    resize: ({ terminalId, columns, rows }) => session(terminalId).resize({ columns, rows }),
    async close({ terminalId }) {
      await sessions.get(terminalId)?.close();
    },
  };

  return {
    handlers,
    /** Ends every terminal and what runs in it. */
    async close() {
      await Promise.allSettled([...sessions.values()].map((one) => one.close()));
    },
  };
}
