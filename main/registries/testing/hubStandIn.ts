import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HubLogin } from '../deviceCode.ts';

export interface HubStandIn {
  readonly login: HubLogin;
  /** What the person does in the browser. */
  readonly answer: (how: 'confirm' | 'refuse') => void;
  /** `POST /oauth/token`… with the form or the authorization that came along. */
  readonly asked: readonly {
    readonly path: string;
    readonly body: string;
    readonly authorization?: string | undefined;
  }[];
  readonly close: () => Promise<void>;
}

export const HUB_USER = 'moby';
export const HUB_TOKEN = 'dckr_pat_standin';

/** In place of Docker Hub's sign-in, which no test can reach: answers as docker/cli expects it to (RFC 8628, Auth0). */
export async function startHubStandIn({ expiresInSeconds = 60 } = {}): Promise<HubStandIn> {
  const asked: { path: string; body: string; authorization?: string | undefined }[] = [];
  let decision: 'confirm' | 'refuse' | undefined;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = `${encode({ alg: 'RS256' })}.${encode({ 'https://hub.docker.com': { username: HUB_USER } })}.c2ln`;

  const server = createServer((request, response) => {
    const json = (status: number, value: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const path = request.url ?? '';
      const { authorization } = request.headers;
      asked.push({ path, body, authorization });
      const form = new URLSearchParams(body);
      if (path === '/oauth/device/code') {
        return json(200, {
          device_code: 'device-1',
          user_code: 'ABCD-EFGH',
          verification_uri_complete: `${url}/activate?user_code=ABCD-EFGH`,
          expires_in: expiresInSeconds,
          interval: 0.05,
        });
      }
      if (path === '/oauth/token' && form.get('device_code') === 'device-1') {
        if (decision === undefined) return json(403, { error: 'authorization_pending', error_description: 'not yet' });
        if (decision === 'refuse') return json(403, { error: 'access_denied', error_description: 'User cancelled.' });
        return json(200, { access_token: jwt, refresh_token: 'refresh-1', expires_in: 900, token_type: 'Bearer' });
      }
      if (path === '/oauth/revoke') return json(form.get('token') === 'refresh-1' ? 200 : 400, {});
      if (path === '/v2/access-tokens/desktop-generate' && authorization === `Bearer ${jwt}`) {
        return json(201, { data: { token: HUB_TOKEN } });
      }
      if (path === '/v2/auth/token' && (JSON.parse(body) as { secret: string }).secret === HUB_TOKEN) {
        return json(200, { access_token: jwt });
      }
      if (path.startsWith('/v2/user/orgs/') && authorization === `Bearer ${jwt}`) {
        return json(200, { results: [{ orgname: 'whales' }, { orgname: 'acme' }] });
      }
      return json(404, { message: 'not found' });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    login: { loginUrl: url, hubUrl: url, audience: 'https://hub.docker.com', clientId: 'client-1' },
    answer: (how) => (decision = how),
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
