import { readdir, readFile } from 'node:fs/promises';

/** A process of the engine that passes a port of the machine on. */
export interface DockerProxy {
  readonly pid: number;
  readonly protocol: string;
  readonly hostIp: string;
  readonly hostPort: number;
  readonly containerIp: string;
  readonly containerPort: number;
}

/** Those that run on this machine; none on systems without `/proc`. */
export async function dockerProxies(): Promise<readonly DockerProxy[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map(async (pid) => {
      // The name is read first: it is shorter than what a browser is started with.
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      if (!name.startsWith('docker-proxy')) return undefined;
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return readProxy(Number(pid), line.split('\0'));
    }),
  );
  return lines.flatMap((proxy) => proxy ?? []);
}

/** `docker-proxy -proto tcp -host-ip 0.0.0.0 -host-port 80 -container-ip 172.17.0.2 -container-port 80` */
export function readProxy(pid: number, words: readonly string[]): DockerProxy | undefined {
  const after = (option: string) => words[words.indexOf(option) + 1] ?? '';
  if (!words.includes('-host-port') || !words.includes('-container-port')) return undefined;
  return {
    pid,
    protocol: after('-proto'),
    hostIp: after('-host-ip'),
    hostPort: Number(after('-host-port')),
    containerIp: after('-container-ip'),
    containerPort: Number(after('-container-port')),
  };
}
