import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SETTINGS = ['bridge-nf-call-iptables', 'bridge-nf-call-ip6tables', 'bridge-nf-call-arptables'].map(
  (name) => `/proc/sys/net/bridge/${name}`,
);
/** A swarm makes it, and no engine takes it away again. */
const SWARM_BRIDGE = 'docker_gwbridge';

/**
 * A swarm leaves its bridge, and a kernel that hands what bridges carry to iptables, which all engines of this machine feel.
 * Gives what puts both back as they are now.
 */
export async function keepBridges(): Promise<() => Promise<void>> {
  const before = await Promise.all(SETTINGS.map((file) => readFile(file, 'utf8').catch(() => undefined)));
  const hadBridge = await isThere();
  return async () => {
    for (const [index, file] of SETTINGS.entries()) await writeFile(file, before[index] ?? '0').catch(() => {});
    if (!hadBridge && (await isThere())) await run('ip', ['link', 'delete', SWARM_BRIDGE]);
  };
}

const isThere = () =>
  run('ip', ['link', 'show', SWARM_BRIDGE]).then(
    () => true,
    () => false,
  );
