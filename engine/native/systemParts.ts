import path from 'node:path';
import type { EnginePart } from '../../contract/model/engine.ts';
import { run } from './command.ts';
import { findProgram } from './programs.ts';

/** What the engine uses of the system itself, with versions: everything that was not taken with it. */
export async function systemParts(
  installedPath: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly EnginePart[]> {
  const parts = await Promise.all(
    ['runc', 'iptables'].map(async (name): Promise<EnginePart | undefined> => {
      if (await findProgram(name, installedPath)) return undefined;
      const program = await findProgram(name, env['PATH'] ?? '');
      if (!program) return undefined;
      const { stdout } = await run(program, ['--version'], { env }).catch(() => ({ stdout: '' }));
      return { name: path.basename(program), version: /\d[\w.+~-]*/.exec(stdout)?.[0] ?? 'unknown', source: 'system' };
    }),
  );
  return parts.filter((part) => part !== undefined);
}
