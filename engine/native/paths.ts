import { createHash } from 'node:crypto';
import path from 'node:path';

/** Everything an engine owns, by name. `runDir` holds what a reboot makes meaningless: sockets and pid files. */
export interface EnginePaths {
  readonly dir: string;
  readonly installDir: string;
  readonly runDir: string;
  readonly dataRoot: string;
  readonly socket: string;
  /** The person's daemon.json; dockerd reads `effectiveConfig`, which is made of it. */
  readonly settings: string;
  readonly effectiveConfig: string;
  readonly record: string;
  readonly log: string;
  readonly execRoot: string;
  readonly dockerdPid: string;
  readonly containerdPid: string;
  readonly containerdSocket: string;
  readonly containerdConfig: string;
  /** Wrappers that come before everything else on dockerd's PATH. */
  readonly wrappers: string;
  /** Six hex digits that tell this engine from others on the machine: its bridge and its firewall chains are named after it. */
  readonly tag: string;
}

/** The kernel's limit for the path of a unix socket is 107 bytes; dockerd's longest below `runDir` needs 40. */
const MAX_RUN_DIR = 67;

/** `runBase` is where short-lived files may go when `dir` is too long for sockets: `/run` or `$XDG_RUNTIME_DIR`. */
export function enginePaths(dir: string, runBase: string, installDir = path.join(dir, 'install')): EnginePaths {
  const tag = createHash('sha256').update(dir).digest('hex').slice(0, 6);
  const own = path.join(dir, 'run');
  const runDir = Buffer.byteLength(own) <= MAX_RUN_DIR ? own : path.join(runBase, `gantry-${tag}`);
  const inRun = (name: string) => path.join(runDir, name);
  return {
    dir,
    installDir,
    runDir,
    tag,
    dataRoot: path.join(dir, 'data'),
    socket: inRun('docker.sock'),
    settings: path.join(dir, 'daemon.json'),
    record: path.join(dir, 'engine.json'),
    log: path.join(dir, 'engine.log'),
    effectiveConfig: inRun('daemon.json'),
    execRoot: inRun('exec'),
    dockerdPid: inRun('dockerd.pid'),
    containerdPid: inRun('containerd.pid'),
    containerdSocket: inRun('containerd.sock'),
    containerdConfig: inRun('containerd.toml'),
    wrappers: inRun('bin'),
  };
}
