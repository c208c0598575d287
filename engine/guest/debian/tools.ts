import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runOrFail, type CommandOptions } from '../../native/command.ts';
import { thisArch } from '../arch.ts';
import type { Apt, AptRequest } from './apt.ts';
import { unpacked } from './unpack.ts';

/** Programs of Debian that this system lacks or has too old: unpacked, and run with their own loader and libraries. */
export interface Tools {
  /** How the program is started: `[loader, '--library-path', …, program]`. */
  command(program: string): readonly [string, ...string[]];
  run(program: string, args: readonly string[], options?: ToolOptions): Promise<string>;
  /** A file of theirs (firmware, a stub). */
  path(...parts: string[]): string;
}

type ToolOptions = Pick<CommandOptions, 'cwd'> & { readonly env?: Readonly<Record<string, string>> };

const TRIPLETS = { amd64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

export async function openTools(apt: Apt, names: readonly string[], request: AptRequest): Promise<Tools> {
  return toolsIn(await unpacked(await apt.fetchWithDependencies(names), request), request);
}

export function toolsIn(dir: string, { env, signal }: Pick<AptRequest, 'env' | 'signal'>): Tools {
  const libraries = path.join(dir, 'usr/lib', TRIPLETS[thisArch()]);
  const loader = readdirSync(libraries).find((name) => /^ld-linux-[\w-]+\.so\.\d$/.test(name));
  if (!loader) throw new Error(`There is no loader in ${libraries}.`);
  const command = (program: string): [string, ...string[]] => {
    const found = ['usr/bin', 'usr/sbin', 'bin', 'sbin'].map((one) => path.join(dir, one, program)).find(existsSync);
    if (!found) throw new Error(`There is no program ${program} in ${dir}.`);
    return [path.join(libraries, loader), '--library-path', libraries, found];
  };
  return {
    command,
    run: (program, args, options = {}) => {
      const [file, ...first] = command(program);
      return runOrFail(file, [...first, ...args], {
        ...options,
        env: { ...env, LC_ALL: 'C.UTF-8', TZ: 'UTC', SOURCE_DATE_EPOCH: '0', ...options.env },
        signal,
      });
    },
    path: (...parts) => path.join(dir, ...parts),
  };
}
