import { chmod, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { OneOff } from '../../contract/model/stackRun.ts';
import { RunSettings } from '../../contract/model/run.ts';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { madeStacks } from '../compose/testing/madeStacks.ts';
import {
  addressOf,
  done,
  mergedLog,
  oneOffOutput,
  page,
  PATIENCE,
  server,
  SERVER_DOCKERFILE,
} from '../compose/testing/scenario.ts';

/** The books’ WordPress and Rails, as images of a few lines that keep and show things at the same places. */
const made = madeStacks();
const context = 'default';
const QUICK = 'init: true\n    stop_grace_period: 1s';

test('S27: a blog that was set up is committed, removed and run from its image: no setup page, and its posts', async () => {
  const stack = await made.stack(
    `services:
  db:
    build: {context: ., args: {SCRIPT: db.sh}}
    ${QUICK}
    volumes: ["data:/data"]
  web:
    build: {context: ., args: {SCRIPT: web.sh}}
    ${QUICK}
    ports: ["127.0.0.1::80"]
    depends_on: [db]
volumes: {data: {}}
`,
    {
      Dockerfile: SERVER_DOCKERFILE.replace('FROM busybox:latest', 'FROM busybox:latest\nARG SCRIPT').replace(
        'answer.sh /',
        '$SCRIPT /',
      ),
      'db.sh': server('case "$path" in /write/*) echo "${path#/write/}" >> /data/posts ;; esac; cat /data/posts'),
      'web.sh': server(`case "$path" in
  /setup\\?host=*) echo "\${path#*=}" > /etc/blog-host; wget -qO /dev/null "http://$(cat /etc/blog-host)/write/Hello-world" ;;
esac
if [ -f /etc/blog-host ]; then echo "Blog:"; wget -qO- "http://$(cat /etc/blog-host)/"
else echo "Setup: where is the database?"; fi`),
    },
  );
  const image = `${stack.project}-wordpress-configured`;
  await done(stack, { type: 'up' });
  const address = await addressOf(stack, 'web');
  await vi.waitFor(async () => expect(await page(address)).toBe('Setup: where is the database?'), PATIENCE);
  expect(await page(`${address}/setup?host=db`)).toBe('Blog:\nHello-world');

  const id = await stack.compose('ps', '--quiet', '--no-trunc', 'web');
  await made.client.containers.commit({ context, id, repository: image });
  await done(stack, { type: 'rm', services: ['web'], stop: true });
  expect(await stack.ps()).toEqual(['db-1 running']);

  const again = `${stack.project}-again`;
  try {
    const settings = RunSettings.parse({
      ...{ image, name: again, labels: [{ name: TEST_LABEL, value: '' }], pull: 'never', stopTimeoutSeconds: 0 },
      networks: [{ name: `${stack.project}_default` }],
      ports: [{ hostIp: '127.0.0.1', containerPort: 80 }],
    });
    const job = await made.ended(made.client.containers.run({ context, settings }));
    expect([job.state, job.error]).toEqual(['done', undefined]);
    const anew = `http://${await stack.docker('port', again, '80')}`;
    await vi.waitFor(async () => expect(await page(anew)).toBe('Blog:\nHello-world'), PATIENCE);
  } finally {
    await stack.docker('rm', '--force', again).catch(() => '');
    await stack.docker('image', 'rm', '--force', image).catch(() => '');
  }
});

/** `rails new`: an application in the folder that is mounted, whose database is looked for on this machine. */
const RAILS = `#!/bin/sh
[ "$1" = new ] || exit 64
mkdir -p "$2/config" "$2/app/views"
printf 'gem "pg"\\n' > "$2/Gemfile"
printf 'production:\\n  adapter: postgresql\\n  host: localhost\\n' > "$2/config/database.yml"
echo "      create  config/database.yml"
`;
const HOST = `host=$(sed -n 's/^ *host: //p' /myapp/config/database.yml)`;
const RAKE = `#!/bin/sh
${HOST}
wget -qO- "http://$host:5432/create" || { echo "could not connect to server: $host" >&2; exit 1; }
`;
const FIG = `db:
  build: database
  init: true
web:
  build: .
  init: true
  command: sh -c "echo Rails is booting; exec nc -ll -p 3000 -e /answer.sh"
  volumes:
    - .:/myapp
  ports:
    - "127.0.0.1::3000"
  links:
    - db
`;

test('S33: a fig.yml is imported, makes an application in the folder, is rebuilt, and serves it with its database', async () => {
  const dockerfile = `FROM busybox:latest\nCOPY --chmod=755 rails rake /bin/\nCOPY --chmod=755 answer.sh /answer.sh\nWORKDIR /myapp\nCOPY Gemfile /bundled\n`;
  const stack = await made.stack(undefined, {
    'fig.yml': FIG,
    Gemfile: 'gem "rails"\n',
    Dockerfile: dockerfile,
    rails: RAILS,
    rake: RAKE,
    'answer.sh': server(`${HOST}
wget -qO- "http://$host:5432/ask" | grep -q ready || { echo "ActiveRecord::NoDatabaseError"; exit; }
echo "Yay! You’re on Rails with $(cat /bundled)"`),
    'database/Dockerfile': SERVER_DOCKERFILE.replace('echo ready', 'echo database is waiting').replace('80', '5432'),
    'database/answer.sh': server(
      'case "$path" in /create) touch /made; echo Created database myapp ;; *) [ -f /made ] && echo ready ;; esac',
    ),
  });
  const { folder, project } = stack;
  await chmod(folder, 0o755);
  const draft = await made.client.templates.draft({
    context,
    from: { type: 'old-file', text: await readFile(path.join(folder, 'fig.yml'), 'utf8') },
  });
  await made.client.templates.create({
    ...{ context, project, folder },
    content: { type: 'text', compose: draft.compose, env: draft.env },
  });
  const oneOff = (...command: string[]) =>
    oneOffOutput(made, stack, OneOff.parse({ service: 'web', command, noDeps: command[0] === 'rails' }));

  const begun = await oneOff('rails', 'new', '.', '--force', '--database=postgresql', '--skip-bundle');
  expect(begun).toMatchObject({ exitCode: 0, lines: expect.arrayContaining(['      create  config/database.yml']) });
  expect(await readdir(path.join(folder, 'config'))).toEqual(['database.yml']);
  await done(stack, { type: 'build' });

  expect(await oneOff('rake', 'db:create')).toMatchObject({ exitCode: 1 });
  const config = await readFile(path.join(folder, 'config/database.yml'), 'utf8');
  await stack.write('config/database.yml', config.replace('localhost', 'db'));
  await done(stack, { type: 'up' });
  const address = await addressOf(stack, 'web', '3000');
  await vi.waitFor(async () => expect(await page(address)).toBe('ActiveRecord::NoDatabaseError'), PATIENCE);
  expect(await oneOff('rake', 'db:create')).toMatchObject({
    exitCode: 0,
    lines: expect.arrayContaining(['Created database myapp']),
  });
  expect(await page(address)).toBe('Yay! You’re on Rails with gem "pg"');
  const log = await mergedLog(made.client, stack);
  expect(log).toContain('database is waiting');
  expect(log).toContain('Rails is booting');
  await done(stack, { type: 'down', images: 'local', timeoutSeconds: 0 });
  expect(await stack.ps()).toEqual([]);
});
