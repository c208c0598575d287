import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.dirname(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))));

/** The folder of a QEMU 10, fetched when it is not there yet. Throws with why it cannot be had. */
export function qemuForTests(): string {
  const script = path.join(repository, 'scripts/ensure-qemu.mjs');
  return execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
