import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../run.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** `proxies` of daemon.json: how the engine itself reaches registries. */
export type DaemonProxies = Readonly<Record<'http-proxy' | 'https-proxy' | 'no-proxy', string>>;

/** The host as the guest sees it in QEMU's user network; elsewhere a proxy on this machine's loopback cannot be reached. */
const HOST_IP = '10.0.2.2';

/** The proxies of this process's environment; undefined where there are none. A proxy of this machine itself is found at the host's address. */
export function hostProxies(env: Env, isSlirp: boolean): DaemonProxies | undefined {
  const named = (name: string) => env[name] || env[name.toLowerCase()] || '';
  const [http, https] = ['HTTP_PROXY', 'HTTPS_PROXY'].map((name) => seenFromGuest(named(name), isSlirp));
  if (!http && !https) return undefined;
  const none = named('NO_PROXY');
  return { 'http-proxy': http ?? '', 'https-proxy': https ?? '', 'no-proxy': none || 'localhost,127.0.0.1,::1' };
}

function seenFromGuest(proxy: string, isSlirp: boolean): string {
  return isSlirp
    ? proxy.replace(/^(\w+:\/\/(?:[^@/]*@)?|)(?:localhost|127(?:\.\d+){3}|\[::1\])(?=[:/]|$)/i, `$1${HOST_IP}`)
    : proxy;
}

const TIMEOUT_MS = 15_000;
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const LOCAL = [
  '/usr/local/share/ca-certificates',
  '/etc/pki/ca-trust/source/anchors',
  '/etc/ca-certificates/trust-source/anchors',
];

/** Certificates that an administrator has added to what this machine trusts; those of Debian are in the guest already. Never rejects. */
export async function hostCertificates(
  env: Env,
  platform: NodeJS.Platform,
  folders: readonly string[] = LOCAL,
): Promise<readonly string[]> {
  const text = await readers[platform]?.(env, folders).catch(() => '');
  return [...new Set(text?.match(PEM) ?? [])];
}

type Reader = (env: Env, folders: readonly string[]) => Promise<string>;

const readers: Readonly<Partial<Record<NodeJS.Platform, Reader>>> = {
  linux: async (_env, folders) => (await Promise.all(folders.map(readFolder))).join('\n'),
  darwin: (env) =>
    said({ file: 'security', args: [] }, ['find-certificate', '-a', '-p', '/Library/Keychains/System.keychain'], env),
  win32: (env) =>
    said({ file: 'powershell.exe', args: [] }, ['-NoProfile', '-NonInteractive', '-Command', WINDOWS], env),
};

/** What Windows itself came with is no addition: those are of its own store of third parties. */
const WINDOWS = [
  "Get-ChildItem Cert:\\LocalMachine\\Root, Cert:\\CurrentUser\\Root | Where-Object { $_.PSParentPath -notmatch 'AuthRoot' } | ForEach-Object {",
  "'-----BEGIN CERTIFICATE-----'; [Convert]::ToBase64String($_.RawData, 'InsertLineBreaks'); '-----END CERTIFICATE-----' }",
].join(' ');

async function said(program: { file: string; args: [] }, args: readonly string[], env: Env): Promise<string> {
  const { stdout } = await runProgram(program, args, { env, timeoutMs: TIMEOUT_MS });
  return stdout.toString();
}

async function readFolder(folder: string): Promise<string> {
  const names = await readdir(folder).catch((): string[] => []);
  const files = names.filter((name) => /\.(crt|pem|cer)$/i.test(name)).toSorted();
  return (await Promise.all(files.map((name) => readFile(path.join(folder, name), 'latin1').catch(() => '')))).join(
    '\n',
  );
}
