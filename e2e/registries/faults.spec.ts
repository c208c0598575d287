import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './registries.fixtures.ts';

/** What answers in place of a registry, for one test. */
async function answering<T>(listener: RequestListener, work: (host: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a web page in place of a registry, and a limit with the time to wait, are told in words', async ({ signed }) => {
  const { registries } = signed;
  let isLimited = false;
  await answering(
    ({ url }, response) => {
      if (!isLimited)
        return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Hello</h1>');
      if (url === '/v2/') return response.end('{}');
      return response
        .writeHead(429, { 'retry-after': '300', 'content-type': 'application/json' })
        .end('{"errors":[{"code":"TOOMANYREQUESTS","message":"pull rate limit"}]}');
    },
    async (host) => {
      await registries.open();
      await registries.add(host);
      const connection = registries.section('Connection');
      await connection.getByRole('button', { name: 'Test' }).click();
      await expect(connection.getByRole('alert')).toContainText(
        `What answers at ${host} is not a registry. It sent a web page.`,
      );
      isLimited = true;
      await registries.browse();
      const alert = registries.detail.getByRole('alert');
      await expect(alert).toContainText('allows no more requests for now');
      await expect(alert).toContainText('Try again in 5 minutes, or sign in for a higher limit.');
    },
  );
});
