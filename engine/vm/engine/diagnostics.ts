import { readFile } from 'node:fs/promises';
import { arch, cpus, freemem, release, totalmem, type } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { EngineStatus, Requirement } from '../../../contract/model/engine.ts';
import { tarEntry } from '../../guest/config/configDisk.ts';
import { previousSerialLog } from '../boot/serialLog.ts';
import type { GuestLink } from './link.ts';
import type { VmEnginePaths } from './paths.ts';

export interface DiagnosticsRequest {
  readonly paths: VmEnginePaths;
  readonly status: EngineStatus;
  readonly requirements: readonly Requirement[];
  /** Anything else that tells how it is set up. */
  readonly facts: object;
  /** Absent while nothing runs. */
  readonly link: Pick<GuestLink, 'run'> | undefined;
}

const ASK_MS = 10_000;
/** Of each file its end, which is what tells. */
const MOST_BYTES = 1 << 20;

/** What the guest is asked, by the name of the file that its answer becomes. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'guest/dockerd.log': 'tail -c 1000000 /run/log/dockerd.log',
  'guest/containerd.log': 'tail -c 200000 /run/log/containerd.log',
  'guest/kernel.log': 'dmesg | tail -n 400',
  'guest/state.txt':
    'uptime; echo; free; echo; df -h; echo; ps -o pid,stat,rss,args; echo; ip addr; ip route; cat /etc/resolv.conf; echo; cat /run/gantry/stages',
};

/** A `.tar.gz` of what helps to find a fault. Secrets are removed; what cannot be had says why. */
export async function vmDiagnostics(request: DiagnosticsRequest): Promise<Buffer> {
  const { paths, link } = request;
  const { vmDir } = paths;
  const serial = path.join(vmDir, 'serial.log');
  const files: [string, string][] = [
    ['status.json', JSON.stringify({ status: request.status, requirements: request.requirements }, undefined, 2)],
    ['machine.json', JSON.stringify({ ...request.facts, host: thisHost() }, undefined, 2)],
  ];
  const kept = [serial, previousSerialLog(serial), path.join(vmDir, 'qemu.log'), path.join(vmDir, 'vfkit.log')];
  for (const file of [...kept, paths.settings, paths.record]) {
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes) files.push([path.basename(file), bytes.subarray(-MOST_BYTES).toString()]);
  }
  for (const [name, question] of Object.entries(link ? QUESTIONS : {})) {
    const said = await link?.run(question, { timeoutMs: ASK_MS }).then(
      ({ stdout, stderr }) => stdout + stderr,
      (error: unknown) => `The guest did not answer: ${String(error)}\n`,
    );
    files.push([name, said ?? '']);
  }
  const entries = files.map(([name, text]) =>
    tarEntry(`gantry-engine/${name}`, Buffer.from(withoutSecrets(text)), '0', 0o644),
  );
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

// Each begins at the start of a word: searched from every letter of a long one, a log would take minutes.
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '(a private key was here)'],
  [/(\b\w+:\/\/)[^\s/@"']+@/g, '$1***@'],
  [
    /(\b(?:authorization|x-registry-auth|proxy-authorization)["']?\s*[:=]\s*["']?(?:(?:basic|bearer)\s+)?)[^\s"',]+/gi,
    '$1***',
  ],
  [/((?<![\w-])[\w-]*(?:password|passwd|secret|token|api[-_]?key)["']?\s*[:=]\s*["']?)(?!\s)[^\s"',}]+/gi, '$1***'],
];

/** Passwords in addresses, private keys, headers that sign in, and whatever calls itself a password, secret or token. */
export const withoutSecrets = (text: string): string =>
  SECRETS.reduce((rest, [pattern, by]) => rest.replaceAll(pattern, by), text);

const thisHost = () => ({
  ...{ system: `${type()} ${release()}`, arch: arch(), node: process.version },
  ...{ cpus: cpus().length, memoryBytes: totalmem(), freeMemoryBytes: freemem() },
});
