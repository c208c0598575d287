import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeCertificates } from './certificates.ts';

const run = promisify(execFile);
const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

export interface RegistryOptions {
  /** Basic sign-in of TEST_USER with TEST_PASSWORD, or tokens of a server that the test runs. */
  readonly auth?: 'basic' | { readonly realm: string; readonly service: string; readonly rootCertificate: string };
  /** With a certificate for this computer, and for these names. */
  readonly tls?: boolean | readonly string[];
  /** Manifests can be deleted unless this is false. */
  readonly delete?: boolean;
  /** A port of one's own, for a registry that comes back. */
  readonly port?: number;
}

export interface RunningRegistry {
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly port: number;
  /** `localhost:port`, by which the same registry goes too. */
  readonly localhost: string;
  /** With TLS: the authority that signed its certificate, as PEM and where it is. */
  readonly ca: string | undefined;
  readonly caFile: string | undefined;
  /** What it wrote: every request, with its status. */
  readonly log: () => string;
  /** Ends it and removes its data. */
  readonly close: () => Promise<void>;
}

export const TEST_USER = 'tester';
export const TEST_PASSWORD = 's3cret pass';
const HTPASSWD = `${TEST_USER}:$2b$04$DC4ApDOHAusltmMmzc3s/O/zhoBgpAaegW96yZLFxfwD1MUseZbHG\n`;

/** Ends the registry and removes its folder when the pipe closes: also when the tests are killed. */
const WATCHED = 'trap "" INT; "$0" serve "$1/config.yml" & cat >/dev/null; kill $!; wait $!; rm -rf "$1"';

/** A real registry (distribution 2.8) on 127.0.0.1 with a data folder of its own. Must be closed. */
export async function startRegistry(options: RegistryOptions = {}): Promise<RunningRegistry> {
  const program = await registryProgram();
  const dir = await mkdtemp(join(tmpdir(), 'gantry-registry-'));
  try {
    const tls = options.tls ? await makeCertificates(dir, options.tls === true ? [] : options.tls) : undefined;
    await writeFile(join(dir, 'htpasswd'), HTPASSWD);
    await writeFile(join(dir, 'config.yml'), JSON.stringify(configOf(dir, options, tls))); // YAML takes JSON
    const child = spawn('sh', ['-c', WATCHED, program, dir], { stdio: ['pipe', 'pipe', 'pipe'] });
    let log = '';
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => (log += text));
    }
    const closed = once(child, 'close');
    const close = async () => {
      child.stdin.end();
      await closed;
    };
    try {
      const port = await listening(() => log);
      return {
        host: `127.0.0.1:${port}`,
        port,
        localhost: `localhost:${port}`,
        ca: tls && (await readFile(tls.ca, 'utf8')),
        caFile: tls?.ca,
        log: () => log,
        close,
      };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

/** As `npm test` has fetched it; fetched now when the tests are run in another way. */
export async function registryProgram(): Promise<string> {
  const { stdout } = await run(process.execPath, [join(repository, 'scripts/ensure-registry.mjs')]);
  return stdout.trim();
}

function configOf(
  dir: string,
  { auth, delete: canDelete = true, port = 0 }: RegistryOptions,
  tls?: { cert: string; key: string },
) {
  const token = typeof auth === 'object' && {
    token: { realm: auth.realm, service: auth.service, issuer: auth.service, rootcertbundle: auth.rootCertificate },
  };
  const basic = auth === 'basic' && { htpasswd: { realm: 'test', path: join(dir, 'htpasswd') } };
  return {
    version: 0.1,
    storage: { filesystem: { rootdirectory: join(dir, 'data') }, delete: { enabled: canDelete } },
    http: { addr: `127.0.0.1:${port}`, ...(tls && { tls: { certificate: tls.cert, key: tls.key } }) },
    ...(auth && { auth: token || basic }),
  };
}

async function listening(log: () => string): Promise<number> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const port = /listening on 127\.0\.0\.1:(\d+)/.exec(log())?.[1];
    if (port) return Number(port);
    if (/level=fatal|address already in use|panic:/.test(log())) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`The registry did not start:\n${log()}`);
}
