import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRunText } from '../../../contract/runText/readRunText.ts';
import { madeBuilds, source } from '../../builds/testing/madeBuilds.ts';
import { docker, testName } from '../../live/testing/engineCli.ts';
import { context, madeRuns } from '../testing/madeRuns.ts';
import { MadeNetworks } from './testing/client.ts';

// What the handbook does with links, and the same by a network of one’s own, through the whole app.
const builds = madeBuilds();
const gantry = madeRuns();
const nets = new MadeNetworks();
afterEach(() => nets.removeAll());

let data: string;
beforeEach(async () => void (data = await mkdtemp(path.join(tmpdir(), 'gantry-todos-'))));
afterEach(() => rm(data, { recursive: true, force: true }));

/** A database of lines, spoken to as one speaks to a web server: what is posted is added. */
const DATABASE = {
  Dockerfile: `FROM busybox
COPY --chmod=755 lines /srv/cgi-bin/lines
EXPOSE 3306
CMD ["httpd", "-f", "-p", "3306", "-h", "/srv"]
`,
  lines: `#!/bin/sh
printf 'Content-Type: text/plain\\r\\n\\r\\n'
[ "$REQUEST_METHOD" = POST ] && { head -c "$CONTENT_LENGTH"; echo; } >> /var/lib/mysql/lines
cat /var/lib/mysql/lines 2>/dev/null
true
`,
};
/** Keeps nothing itself: it knows the database by a name only. */
const APP = {
  Dockerfile: `FROM busybox
COPY --chmod=755 todos /srv/cgi-bin/todos
EXPOSE 4567
CMD ["httpd", "-f", "-p", "4567", "-h", "/srv"]
`,
  todos: `#!/bin/sh
printf 'Content-Type: text/html\\r\\n\\r\\n<h1>todos</h1>\\n'
if [ "$REQUEST_METHOD" = POST ]
then wget -qO- --post-data "$(head -c "$CONTENT_LENGTH")" http://db:3306/cgi-bin/lines
else wget -qO- http://db:3306/cgi-bin/lines
fi
`,
};

async function image(what: string, files: Readonly<Record<string, string>>): Promise<string> {
  const name = builds.tag(what);
  const folder = await builds.folder(files);
  expect((await builds.gantry.build({ source: source(folder), tags: [name] })).failure).toBeUndefined();
  return name;
}

/** A line of the book, read by the app and run by it. */
async function paste(line: string): Promise<string> {
  const { runs, notes } = readRunText(line);
  expect(notes.filter(({ severity }) => severity === 'error')).toEqual([]);
  const labels = [{ name: 'gantry.test', value: '' }];
  return gantry.run({ ...runs[0], command: undefined, labels });
}

async function portOf(id: string): Promise<number> {
  const { ports } = await gantry.client.containers.inspect({ context, id });
  return ports.find(({ hostPort }) => hostPort !== undefined)?.hostPort ?? 0;
}

test.each(['a link', 'a network of their own'] as const)(
  'a page with its database behind %s works, and stores its to-dos on the host [AC-53]',
  async (way) => {
    const [dbImage, appImage] = [await image('todomvcdb', DATABASE), await image('todomvc', APP)];
    const [db, web] = [nets.container('todomvcdb'), nets.container('todomvc')];
    const begin = () => paste(`docker run –dp 127.0.0.1::3306 -v ${data}:/var/lib/mysql —name ${db} ${dbImage}`);
    const link = way === 'a link' ? `—link ${db}:db` : '';
    const dbId = await begin();
    const webId = await paste(`sudo docker run -dp 127.0.0.1::4567 —name ${web} ${link} ${appImage}`);
    const network = nets.network('todos');
    const join = (toId: string) => {
      const on = { context, fromId: webId, toId, alias: 'db' };
      return gantry.client.networks.connectTo({ ...on, network: { newName: network } });
    };
    const networkId = link === '' ? (await join(dbId)).networkId : undefined;

    const address = `http://127.0.0.1:${await portOf(webId)}/cgi-bin/todos`;
    const shown = async (init?: RequestInit) => (await fetch(address, init)).text();
    await expect.poll(() => shown().catch(() => '')).toContain('<h1>todos</h1>');
    await shown({ method: 'POST', body: 'buy milk' });
    await shown({ method: 'POST', body: 'read the handbook' });
    expect(await shown()).toBe('<h1>todos</h1>\nbuy milk\nread the handbook\n');
    expect(await readFile(path.join(data, 'lines'), 'utf8')).toBe('buy milk\nread the handbook\n');

    if (networkId === undefined) return;
    // Another database on the same data: the page finds it by the same name, which a link could not.
    await gantry.remove(dbId, { volumes: true });
    const again = await begin();
    const on = { context, fromId: webId, toId: again, alias: 'db' };
    await gantry.client.networks.connectTo({ ...on, network: { id: networkId } });
    await expect.poll(() => shown()).toBe('<h1>todos</h1>\nbuy milk\nread the handbook\n');
  },
);

// Engine 28 still sets these; 29 does so only when it is told to.
test('a link hands on the variables and the ports of its source, the lowest first [AC-55, AC-56]', async () => {
  const example = await image('example', {
    Dockerfile: 'FROM busybox\nENV BOOK="Docker" CHAPTER="Linking Containers"\nEXPOSE 8080 80\nCMD ["sleep", "1000"]\n',
  });
  const name = testName('example');
  const id = await gantry.run({ image: example, name, command: undefined });
  const recipient = testName('recipient');
  const linked = { name: recipient, links: [{ container: name, alias: 'ex' }] };
  const env = (await gantry.printed({ ...linked, command: ['env'] })).split('\n');
  const { networks } = await gantry.client.containers.inspect({ context, id });
  const address = networks[0]?.ipAddress ?? 'none';
  const portOfEx = (port: number) => [
    `EX_PORT_${port}_TCP=tcp://${address}:${port}`,
    `EX_PORT_${port}_TCP_ADDR=${address}`,
    `EX_PORT_${port}_TCP_PORT=${port}`,
    `EX_PORT_${port}_TCP_PROTO=tcp`,
  ];
  expect(env.filter((line) => line.startsWith('EX_')).toSorted()).toEqual(
    [
      ...[`EX_NAME=/${recipient}/ex`, 'EX_ENV_BOOK=Docker', 'EX_ENV_CHAPTER=Linking Containers'],
      `EX_PORT=tcp://${address}:80`,
      ...portOfEx(80),
      ...portOfEx(8080),
    ].toSorted(),
  );

  // The link is a setting like others, and in what can be taken away.
  const recipientId = await docker('inspect', '--format', '{{.Id}}', recipient);
  const { settings } = await gantry.client.containerSettings.of({ context, id: recipientId });
  expect(settings.links).toEqual([{ container: name, alias: 'ex' }]);
  expect((await gantry.client.containerSettings.texts({ context, settings })).run).toContain(`--link ${name}:ex`);
  // What is to be done instead knows it too.
  const plan = await gantry.client.networks.previewConnectTo({ context, fromId: recipientId, toId: id });
  expect(plan.linkAliases).toEqual(['ex']);
});
