import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2, { type AuthContext, type Connection } from 'ssh2';
import { makePerson, type TestPerson } from './person.ts';

export interface Ssh2Server {
  readonly port: number;
  /** Somebody who knows it. */
  readonly person: TestPerson;
  /** As known_hosts has it. */
  readonly hostKey: string;
  close(): Promise<void>;
}

/** What Debian's server cannot be made to do: it is ssh2's own. */
export async function startSsh2Server(
  onAuth: (context: AuthContext, client: Connection) => void,
  onClient: (client: Connection) => void = () => {},
): Promise<Ssh2Server> {
  const key = ssh2.utils.generateKeyPairSync('ed25519');
  const clients = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [key.private] }, (client) => {
    clients.add(client);
    client.on('error', () => {}); // it is hung up on
    client.on('close', () => clients.delete(client));
    client.on('authentication', (context) => onAuth(context, client));
    onClient(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const person = await makePerson();
  await person.file('known_hosts', `[127.0.0.1]:${port} ${key.public}\n`);
  return {
    ...{ port, person, hostKey: key.public },
    async close() {
      for (const client of clients) client.end();
      server.close();
      await person.leave();
    },
  };
}
