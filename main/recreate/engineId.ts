import type { Connection } from '../docker/connection.ts';
import { ask } from '../services/containers/ask.ts';

const known = new WeakMap<Connection, Promise<string>>();

/** Which engine it is, whatever the context is called: `GET /info`, once a connection. Podman says nothing. */
export function engineIdOf(connection: Connection): Promise<string> {
  const asked =
    known.get(connection) ??
    ask<{ readonly ID?: string }>(connection, { method: 'GET', path: '/info' }).then(({ ID }) => ID ?? '');
  known.set(connection, asked);
  asked.catch(() => known.delete(connection));
  return asked;
}
