import { run } from './command.ts';
import { IPTABLES, TABLES } from './firewall.ts';
import { type Subnets, overlaps } from './network.ts';
import { findProgram, systemPath } from './programs.ts';

type Env = Readonly<Record<string, string | undefined>>;

interface Link {
  readonly ifname?: string;
  readonly addr_info?: readonly { readonly local: string; readonly prefixlen: number }[];
}

/**
 * A dockerd that was killed leaves its rules about single containers behind, such as `-d 10.201.0.2/32 ! -i br-… -j DROP`.
 * When the address is given out again, on another bridge, they drop what goes there: at the latest where the kernel hands
 * iptables what bridges carry (a swarm or Kubernetes turns that on). No other engine uses our addresses, so a rule about
 * one of them that names an interface without it is such a rule.
 */
export async function removeStrayRules(subnets: Subnets, env: Env): Promise<void> {
  const program = await findProgram(IPTABLES, systemPath(env));
  const { status, stdout } = await run('ip', ['-json', '-4', 'address', 'show'], { env });
  if (!program || status !== 0) return;
  const links = JSON.parse(stdout || '[]') as readonly Link[];
  for (const table of TABLES) {
    const rules = await run(program, ['-w', '-t', table, '-S'], { env });
    if (rules.status !== 0) continue;
    for (const rule of strayRules(rules.stdout, subnets, links)) {
      await run(program, ['-w', '-t', table, '-D', ...rule], { env });
    }
  }
}

/** From `iptables -S`, without the `-A`. Only rules of the shape in which Docker writes them: `! -i` or `! -o` a bridge. */
export function strayRules(rules: string, subnets: Subnets, links: readonly Link[]): readonly (readonly string[])[] {
  const has = (name: string, range: string) =>
    links.some(
      ({ ifname, addr_info = [] }) =>
        ifname === name && addr_info.some(({ local, prefixlen }) => overlaps(`${local}/${prefixlen}`, range)),
    );
  const isStray = (words: readonly string[]) => {
    const [, , how = '', range = '', not, direction = '', bridge = ''] = words;
    const isDockers = /^-[sd]$/.test(how) && not === '!' && /^-[io]$/.test(direction);
    const isOurs = [subnets.bridge, subnets.pool].some((own) => overlaps(own, range));
    return words[0] === '-A' && isDockers && isOurs && !has(bridge, range);
  };
  return rules
    .split('\n')
    .map((line) => line.trim().split(' '))
    .filter(isStray)
    .map((words) => words.slice(1));
}
