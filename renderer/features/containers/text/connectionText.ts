import type { ContainerDetail } from '../../../../contract/model/container.ts';
import { publishedPorts } from './ports.ts';

/** The address that a database's own tools and drivers take. */
export interface Connection {
  /** “PostgreSQL” */
  readonly name: string;
  /** With the password, to be copied. */
  readonly text: string;
  /** As it may stand on a screen. */
  readonly shown: string;
}

interface Kind {
  readonly name: string;
  readonly scheme: string;
  readonly port: number;
  /** A part of the image's name, where its environment says nothing. */
  readonly image: RegExp;
  /** Variables of the official images, the first that is set. */
  readonly user?: readonly string[];
  readonly password: readonly string[];
  readonly database?: readonly string[];
  /** The user that the image makes when none is named, and the variables that hold its password. */
  readonly root?: { readonly user: string; readonly password: readonly string[] };
}

/** As the pages of the official images on Docker Hub describe them. */
const KINDS: readonly Kind[] = [
  {
    name: 'PostgreSQL',
    scheme: 'postgresql',
    port: 5432,
    image: /postg/,
    user: ['POSTGRES_USER'],
    password: ['POSTGRES_PASSWORD'],
    database: ['POSTGRES_DB'],
    root: { user: 'postgres', password: ['POSTGRES_PASSWORD'] },
  },
  {
    name: 'MySQL',
    scheme: 'mysql',
    port: 3306,
    image: /mysql|mariadb|percona/,
    user: ['MARIADB_USER', 'MYSQL_USER'],
    password: ['MARIADB_PASSWORD', 'MYSQL_PASSWORD'],
    database: ['MARIADB_DATABASE', 'MYSQL_DATABASE'],
    root: { user: 'root', password: ['MARIADB_ROOT_PASSWORD', 'MYSQL_ROOT_PASSWORD'] },
  },
  {
    name: 'MongoDB',
    scheme: 'mongodb',
    port: 27_017,
    image: /mongo/,
    user: ['MONGO_INITDB_ROOT_USERNAME'],
    password: ['MONGO_INITDB_ROOT_PASSWORD'],
  },
  { name: 'Redis', scheme: 'redis', port: 6379, image: /redis|valkey/, password: ['REDIS_PASSWORD'] },
  {
    name: 'RabbitMQ',
    scheme: 'amqp',
    port: 5672,
    image: /rabbitmq/,
    user: ['RABBITMQ_DEFAULT_USER'],
    password: ['RABBITMQ_DEFAULT_PASS'],
    root: { user: 'guest', password: ['RABBITMQ_DEFAULT_PASS'] },
  },
];

/** How to reach the databases that a container publishes; `host` is the machine of a remote engine. */
export function connectionsOf(
  { ports, env, image }: Pick<ContainerDetail, 'ports' | 'env' | 'image'>,
  host: string | undefined,
): readonly Connection[] {
  const values = new Map(env.map((entry) => [entry.split('=', 1)[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
  const read = (names: readonly string[] = []) => names.map((name) => values.get(name)).find(Boolean);
  return publishedPorts(ports).flatMap((port) => {
    const kind = KINDS.find((one) => one.port === port.containerPort && port.protocol === 'tcp');
    if (!kind) return [];
    const named = read(kind.user);
    const user = named ?? kind.root?.user;
    const password = read(named === undefined && kind.root ? kind.root.password : kind.password);
    // Another program may use the same port.
    if (password === undefined && named === undefined && !kind.image.test(image)) return [];
    // On loopback of another machine nobody here reaches it.
    if (host !== undefined && port.reach === 'loopback') return [];
    const [ip = ''] = port.hostIps;
    const address = `${ip === '' || ip === '0.0.0.0' || ip === '::' ? (host ?? 'localhost') : ip.includes(':') ? `[${ip}]` : ip}:${port.hostPort}`;
    const database = read(kind.database);
    const say = (secret: string | undefined) => {
      const sign = secret === undefined ? '' : `:${secret}`;
      const who =
        user === undefined && sign === '' ? '' : `${user === undefined ? '' : encodeURIComponent(user)}${sign}@`;
      return `${kind.scheme}://${who}${address}${database === undefined ? '' : `/${encodeURIComponent(database)}`}`;
    };
    const text = say(password === undefined ? undefined : encodeURIComponent(password));
    return [{ name: kind.name, text, shown: say(password === undefined ? undefined : '•••••') }];
  });
}
