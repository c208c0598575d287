import { execFile } from 'node:child_process';
import { randomUUID, sign } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const SERVICE = 'test-registry';
export const REFRESH_TOKEN = 'refresh-me';

export interface TokenServer {
  readonly realm: string;
  readonly rootCertificate: string;
  /** What was asked of it: `GET pull alice`, `POST refresh`. */
  readonly asked: readonly string[];
  /** From now on tokens are good for so long. */
  readonly setLifeSeconds: (seconds: number) => void;
  readonly close: () => Promise<void>;
}

/**
 * A token server for a real registry (distribution, `auth.token`): signs what is asked for, for one user; nobody else
 * may read `open/…`. Gives a refresh token to whoever asks for one.
 */
export async function startTokenServer(user: { username: string; password: string }): Promise<TokenServer> {
  const dir = await mkdtemp(join(tmpdir(), 'gantry-tokens-'));
  const [keyFile, certFile] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', [
    'req',
    '-x509',
    ...curve,
    '-keyout',
    keyFile,
    '-out',
    certFile,
    '-days',
    '2',
    '-subj',
    '/CN=tokens',
  ]);
  const key = await readFile(keyFile, 'utf8');
  const certificate = (await readFile(certFile, 'utf8')).replace(/-----[^-]+-----|\s/g, '');
  const asked: string[] = [];
  let lifeSeconds = 300;

  function token(scopes: readonly string[], subject: string): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const access = scopes.map((scope) => {
      const [type = '', ...rest] = scope.split(':');
      const actions = rest.pop() ?? '';
      return { type, name: rest.join(':'), actions: actions.split(',') };
    });
    const allowed = subject === '' ? access.filter(({ name }) => name.startsWith('open/')) : access;
    const header = encode({ typ: 'JWT', alg: 'ES256', x5c: [certificate] });
    const payload = encode({
      iss: SERVICE,
      sub: subject,
      aud: SERVICE,
      exp: now + lifeSeconds,
      nbf: now - 5,
      iat: now,
      jti: randomUUID(),
      access: allowed,
    });
    const signature = sign('sha256', Buffer.from(`${header}.${payload}`), { key, dsaEncoding: 'ieee-p1363' });
    return `${header}.${payload}.${signature.toString('base64url')}`;
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://tokens');
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const isRefresh = request.method === 'POST';
      const scopes = isRefresh
        ? (form.get('scope') ?? '').split(' ').filter(Boolean)
        : url.searchParams.getAll('scope');
      const basic = `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
      const given = request.headers.authorization;
      asked.push(`${request.method} ${scopes.join(' ')}`.trim());
      const isKnown = isRefresh ? form.get('refresh_token') === REFRESH_TOKEN : given === basic;
      if ((isRefresh || given !== undefined) && !isKnown) {
        return response
          .writeHead(401, { 'content-type': 'application/json' })
          .end('{"details":"incorrect username or password"}');
      }
      const text = token(scopes, isKnown ? user.username : '');
      const refresh = url.searchParams.get('offline_token') === 'true' && { refresh_token: REFRESH_TOKEN };
      return response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          ...(isRefresh ? { access_token: text } : { token: text }),
          ...refresh,
          expires_in: lifeSeconds,
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    realm: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    rootCertificate: certFile,
    asked,
    setLifeSeconds: (seconds) => (lifeSeconds = seconds),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dir, { recursive: true });
    },
  };
}
