import { type Env, type Program, runProgram } from '../../run.ts';
import type { PortRequest } from './lines.ts';

const TIMEOUT_MS = 2_000;

/** Who listens on that port of this machine, as far as this user may know: `nginx (process 12)`. */
export async function portOwner(
  { protocol, hostPort }: Pick<PortRequest, 'protocol' | 'hostPort'>,
  env: Env,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  const question = QUESTIONS[platform]?.(protocol, hostPort);
  if (!question) return undefined;
  const { stdout } = await runProgram(question, [], { env, timeoutMs: TIMEOUT_MS }).catch(() => ({ stdout: '' }));
  return readOwner(stdout.toString());
}

const QUESTIONS: Readonly<Partial<Record<NodeJS.Platform, (protocol: string, port: number) => Program>>> = {
  linux: (protocol, port) => ({
    file: 'ss',
    args: ['-H', '-l', '-n', '-p', protocol === 'tcp' ? '-t' : '-u', 'sport', '=', `:${port}`],
  }),
  darwin: (protocol, port) => ({
    file: 'lsof',
    args: ['-nP', '-Fpc', ...(protocol === 'tcp' ? [`-iTCP:${port}`, '-sTCP:LISTEN'] : [`-iUDP:${port}`])],
  }),
};

/** `ss` says `users:(("nginx",pid=12,fd=6))`, `lsof -Fpc` says `p12` and `cnginx`, each in a line. */
export function readOwner(said: string): string | undefined {
  const [, name, pid] = /users:\(\("([^"]*)",pid=(\d+)/.exec(said) ?? [];
  if (name && pid) return `${name} (process ${pid})`;
  const [, lsofPid, lsofName] = /^p(\d+)\n(?:f\S*\n)?c(.+)$/m.exec(said) ?? [];
  return lsofPid && lsofName ? `${lsofName} (process ${lsofPid})` : undefined;
}
