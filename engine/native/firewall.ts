import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { run } from './command.ts';
import { writeFileAtomically } from './files.ts';
import { findProgram, systemPath } from './programs.ts';

export const IPTABLES = 'iptables';
const TOOLS = [IPTABLES, 'ip6tables'] as const;
export const TABLES = ['filter', 'nat', 'mangle', 'raw'] as const;

/** At most 28 characters with the longest suffix dockerd adds (`-ISOLATION-STAGE-2`). */
const chainPrefix = (tag: string): string => `GT-${tag}`;

/**
 * dockerd empties the chains DOCKER, DOCKER-FORWARD… when it starts, whoever filled them: a second one takes away
 * the first one's published ports. Ours gets chains of its own names, by an `iptables` earlier on its PATH that
 * renames them (docs/decisions/0003).
 */
export function wrapperScript(program: string, tag: string): string {
  const own = chainPrefix(tag);
  return `#!/bin/sh
for argument; do
  shift
  case $argument in
    DOCKER | DOCKER-*) argument=${own}\${argument#DOCKER} ;;
    -S | -L | -nL | --list | --list-rules) isListing=1 ;;
  esac
  set -- "$@" "$argument"
done
[ "$isListing" ] || exec ${program} "$@"
rules=$(${program} "$@")
status=$?
printf '%s\\n' "$rules" | sed 's/${own}/DOCKER/g'
exit $status
`;
}

export async function writeWrappers(
  dir: string,
  tag: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const tool of TOOLS) {
    const program = await findProgram(tool, systemPath(env));
    if (!program) continue;
    const wrapper = path.join(dir, tool);
    await writeFileAtomically(wrapper, wrapperScript(program, tag), 0o755);
    await chmod(wrapper, 0o755); // Whatever the umask says.
  }
}

/** Removes this engine's chains, what leads to them, and rules for its `bridges`; rules of others stay as they are. */
export async function removeChains(
  tag: string,
  bridges: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  for (const tool of TOOLS) {
    const program = await findProgram(tool, systemPath(env));
    if (!program) continue;
    for (const table of TABLES) {
      const { status, stdout } = await run(program, ['-w', '-t', table, '-S'], { env });
      if (status !== 0) continue;
      for (const args of removals(stdout, tag, bridges)) await run(program, ['-w', '-t', table, ...args], { env });
    }
  }
}

/** From `iptables -S`: first the rules in chains of others, then our chains' rules, then our chains. */
export function removals(rules: string, tag: string, bridges: readonly string[]): readonly (readonly string[])[] {
  const lines = rules.split('\n').map((line) => line.trim().split(' '));
  const isOwn = (chain: string | undefined) =>
    chain === chainPrefix(tag) || (chain ?? '').startsWith(`${chainPrefix(tag)}-`);
  const isOwnBridge = (words: readonly string[]) =>
    words.some((word) => word === bridgeName(tag) || bridges.includes(word));
  const jumps = lines.filter(
    (words) => words[0] === '-A' && !isOwn(words[1]) && (isOwn(words[words.indexOf('-j') + 1]) || isOwnBridge(words)),
  );
  const chains = lines.filter((words) => words[0] === '-N' && isOwn(words[1])).map((words) => words[1] ?? '');
  return [
    ...jumps.map((words) => ['-D', ...words.slice(1)]),
    ...chains.map((chain) => ['-F', chain]),
    ...chains.map((chain) => ['-X', chain]),
  ];
}

/** At most 15 characters. */
export const bridgeName = (tag: string): string => `gt-${tag}`;
