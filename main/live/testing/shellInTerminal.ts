import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { asShellScript, cliEnv } from './engineCli.ts';

/** A shown command in a terminal of its own, as a person has one. */
export interface ShellInTerminal {
  /** Resolves when this has been printed. */
  says(text: string): Promise<void>;
  type(text: string): void;
  /** With the exit code of the command, when it has ended. */
  readonly ended: Promise<number>;
}

/** By `script`, of util-linux: it makes a terminal, and passes on what is typed and printed. */
export function shellInTerminal(script: string): ShellInTerminal {
  const args = ['--quiet', '--return', '--flush', '--command', asShellScript(script), '/dev/null'];
  const child = spawn('script', args, { env: { ...cliEnv(), SHELL: '/bin/sh' }, stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => Number(code));
  return {
    async says(text) {
      const until = AbortSignal.timeout(10_000);
      while (!printed.includes(text)) {
        await Promise.race([once(child.stdout, 'data', { signal: until }), ended]).catch(() => undefined);
        if (until.aborted || child.exitCode !== null) throw new Error(`“${text}” was not printed, but:\n${printed}`);
      }
    },
    type: (text) => void child.stdin.write(text),
    ended,
  };
}
