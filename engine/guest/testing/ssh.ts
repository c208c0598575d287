import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import ssh2, { type Client, type ClientChannel } from 'ssh2';

/** A key pair for one test: `authorized` as a line of authorized_keys. */
export function testKey(): { readonly privateKey: string; readonly authorized: string } {
  const { private: privateKey, public: authorized } = ssh2.utils.generateKeyPairSync('ed25519');
  return { privateKey, authorized };
}

export interface GuestLink {
  /** A request to the engine; its socket may come up a moment after SSH. */
  api(
    method: string,
    path: string,
    body?: Buffer | object,
  ): Promise<{ readonly status: number; readonly text: string }>;
  exec(command: string, input?: Buffer): Promise<{ readonly status: number | undefined; readonly text: string }>;
  close(): void;
}

/** Connects to a guest whose host key was said on its serial port; rejects for any other key. */
export async function connectGuest(port: number, privateKey: string, hostKey: string): Promise<GuestLink> {
  const client = new ssh2.Client();
  client.on('error', () => {
    // The guest goes away in the middle of a test on purpose.
  });
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', reject);
    client.connect({
      host: '127.0.0.1',
      port,
      username: 'root',
      privateKey,
      readyTimeout: 60_000,
      // dropbear is not OpenSSH, but speaks its extensions.
      strictVendor: false,
      hostVerifier: (key: Buffer) => digest(key) === digest(Buffer.from(hostKey.split(' ')[1] ?? '', 'base64')),
    });
  });
  client.setNoDelay(true);
  return {
    api: (method, path, body) => callApi(client, method, path, body),
    exec: (command, input) => execute(client, command, input),
    close: () => client.end(),
  };
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function openSocket(client: Client): Promise<Duplex> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await new Promise<ClientChannel>((resolve, reject) =>
        client.openssh_forwardOutStreamLocal('/run/docker.sock', (error, channel) =>
          error ? reject(error) : resolve(channel),
        ),
      );
    } catch (error) {
      if (tries > 1800) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function callApi(client: Client, method: string, path: string, body?: Buffer | object) {
  const socket = await openSocket(client);
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? 'application/x-tar' : 'application/json';
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = httpRequest({
      method,
      path,
      headers: { Host: 'docker', ...(bytes && { 'Content-Type': type, 'Content-Length': bytes.length }) },
      createConnection: () => socket as never,
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('error', reject).once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.end(bytes);
  });
}

function execute(client: Client, command: string, input?: Buffer) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      let text = '';
      let status: number | undefined;
      channel.on('data', (part: Buffer) => (text += part.toString()));
      channel.stderr.on('data', (part: Buffer) => (text += part.toString()));
      channel.once('exit', (code: number | null) => (status = code ?? undefined));
      channel.once('close', () => resolve({ status, text }));
      if (input) channel.end(input);
    });
  });
}
