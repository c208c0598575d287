import { expect, test } from 'vitest';
import type { ComposeEdit } from '../../../../../contract/compose/edit.ts';
import { editCompose } from '../../../../../contract/compose/editCompose.ts';
import { parseCompose } from '../../../../../contract/compose/parseCompose.ts';
import { pictureGraph } from '../graph/pictureGraph.ts';
import { addDependency, addMount, addNamed, addPort, addService, connect, giveFile } from './add.ts';
import { linkBetween } from './links.ts';
import { fallsToDefault, removeLine, removeNode } from './remove.ts';

const valueOf = (text: string) => parseCompose(text).valueAt([]);
const graphOf = (text: string) => pictureGraph(valueOf(text), false);

/** The text afterwards: the lines that went, and those that came. */
function changed(text: string, edits: readonly ComposeEdit[]): readonly string[] {
  const outcome = editCompose(text, edits);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  const [before, after] = [text.split('\n'), outcome.text.split('\n')];
  return difference(before, after);
}

/** By the longest common lines. */
function difference(before: readonly string[], after: readonly string[]): string[] {
  const common = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0));
  for (let a = before.length - 1; a >= 0; a--) {
    for (let b = after.length - 1; b >= 0; b--) {
      common[a]![b] =
        before[a] === after[b] ? common[a + 1]![b + 1]! + 1 : Math.max(common[a + 1]![b]!, common[a]![b + 1]!);
    }
  }
  const said: string[] = [];
  for (let a = 0, b = 0; a < before.length || b < after.length;) {
    if (a < before.length && before[a] === after[b]) [a, b] = [a + 1, b + 1];
    else if (a < before.length && (b === after.length || common[a + 1]![b]! >= common[a]![b + 1]!))
      said.push(`-${before[a++]}`);
    else said.push(`+${after[b++]}`);
  }
  return said;
}

const FILE = `services:
  web: # the front
    image: "nginx"
    depends_on: [api]   # waits
    networks: ["front"]
    ports:
      - "8080:80"
    volumes:
      - 'data:/data' # kept
  api:
    image: "api"
    depends_on:
      db:
        condition: service_healthy
    networks:
      front:
        aliases: [a]
    ports:
      - target: 90
        published: "9090"
    volumes:
      - type: volume
        source: data
        target: /d
  db:
    image: "postgres"
    healthcheck:
      test: [CMD, "true"]
  job:
    image: "job"
    network_mode: service:db
networks:
  front:
  back:
volumes:
  data:
secrets:
  key:
    file: ./key
`;
const file = valueOf(FILE);

test('something new stands at the end of its part, in the hand of the file', () => {
  expect(changed(FILE, addService('cache', 'redis:7'))).toEqual(['+  cache:', '+    image: redis:7']);
  expect(changed(FILE, addNamed('network', 'inner'))).toEqual(['+  inner:']);
  expect(changed(FILE, addNamed('secret', 'cert', './cert'))).toEqual(['+  cert:', '+    file: ./cert']);
  expect(changed('services:\n  a:\n    image: a\n', addNamed('volume', 'v'))).toEqual(['+volumes:', '+  v:']);
});

test('a port is short where the others are short, and long where they are long', () => {
  const port = { hostPort: '8443', containerPort: '443', hostIp: '', protocol: 'tcp' };
  expect(changed(FILE, addPort(file, 'web', port))).toEqual(['+      - "8443:443"']);
  expect(changed(FILE, addPort(file, 'db', { ...port, hostIp: '::1', protocol: 'udp' }))).toEqual([
    '+    ports:',
    '+      - "[::1]:8443:443/udp"',
  ]);
  expect(changed(FILE, addPort(file, 'api', { ...port, hostIp: '127.0.0.1' }))).toEqual([
    '+      - target: 443',
    '+        published: "8443"',
    '+        host_ip: 127.0.0.1',
  ]);
  expect(changed(FILE, addPort(file, 'web', { ...port, hostPort: '' }))).toEqual(['+      - "443"']);
});

test('a dependency goes into the list or the map that is there', () => {
  expect(changed(FILE, addDependency(file, 'web', 'db'))).toEqual([
    '-    depends_on: [api]   # waits',
    '+    depends_on: [api, db]   # waits',
  ]);
  // “job” has no check of its health: what would wait for it would wait for ever.
  expect(changed(FILE, addDependency(file, 'api', 'job'))).toEqual([
    '+      job:',
    '+        condition: service_started',
  ]);
  expect(changed(FILE, addDependency(file, 'db', 'web'))).toEqual(['+    depends_on:', '+      - web']);
});

test('a network goes into the list or the map that is there, and the first one keeps “default” where that is wanted', () => {
  const only = { keepsDefault: false };
  expect(changed(FILE, connect(file, 'web', 'back', only))).toEqual([
    '-    networks: ["front"]',
    '+    networks: ["front", "back"]',
  ]);
  expect(changed(FILE, connect(file, 'api', 'back', only))).toEqual(['+      back:']);
  expect(changed(FILE, connect(file, 'db', 'back', only))).toEqual(['+    networks:', '+      - back']);
  expect(changed(FILE, connect(file, 'db', 'back', { keepsDefault: true }))).toEqual([
    '+    networks:',
    '+      - default',
    '+      - back',
  ]);
  expect(changed(FILE, connect(file, 'job', 'back', only))).toEqual([
    '-    network_mode: service:db',
    '+    networks:',
    '+      - back',
  ]);
});

test('a volume and a secret go in as the others of the service are written', () => {
  const mount = { target: '/x', isReadOnly: true };
  expect(changed(FILE, addMount(file, 'web', 'data', mount))).toEqual(["+      - 'data:/x:ro'"]);
  expect(changed(FILE, addMount(file, 'api', 'data', mount))).toEqual([
    '+      - type: volume',
    '+        source: data',
    '+        target: /x',
    '+        read_only: true',
  ]);
  expect(changed(FILE, giveFile(file, 'db', 'secret', 'key'))).toEqual(['+    secrets:', '+      - key']);
});

test('a line goes with what says it, and a part that would be left empty goes as a whole', () => {
  const graph = graphOf(FILE);
  const without = (id: string) => {
    const line = graph.lines.find((one) => one.id === id);
    if (!line) throw new Error(`No line ${id}.`);
    return changed(
      FILE,
      removeLine(
        file,
        line,
        graph.nodes.find((node) => node.id === line.fromId),
      ),
    );
  };
  expect(without('service:web>service:api')).toEqual(['-    depends_on: [api]   # waits']);
  expect(without('service:job>service:db')).toEqual(['-    network_mode: service:db']);
  expect(without('service:api>service:db')).toEqual([
    '-    depends_on:',
    '-      db:',
    '-        condition: service_healthy',
  ]);
  expect(without('port:web 8080 → 80>service:web')).toEqual(['-    ports:', '-      - "8080:80"']);
});

test('what is removed goes with everything that names it, in one step', () => {
  const graph = graphOf(FILE);
  const node = (id: string) => graph.nodes.find((one) => one.id === id)!;
  const db = removeNode(file, node('service:db'));
  expect(db.goes.map(({ path }) => path.join('.'))).toEqual([
    'services.api.depends_on.db',
    'services.job.network_mode',
  ]);
  expect(changed(FILE, db.edits)).toEqual([
    '-    depends_on:',
    '-      db:',
    '-        condition: service_healthy',
    '-  db:',
    '-    image: "postgres"',
    '-    healthcheck:',
    '-      test: [CMD, "true"]',
    '-    network_mode: service:db',
  ]);
  const front = removeNode(file, node('network:front'));
  expect(fallsToDefault(file, front.goes)).toEqual(['web', 'api']);
  const text = editCompose(FILE, front.edits);
  expect(text.ok && pictureGraph(valueOf(text.text), false).wrongs).toEqual([]);
  expect(text.ok && text.text).not.toContain('front:');
});

test('the items of a list go from its end, so that each path is still right', () => {
  const text =
    'services:\n  a:\n    image: a\n    volumes:\n      - vol:/1\n      - ./x:/x\n      - vol:/2\nvolumes:\n  vol:\n';
  const graph = graphOf(text);
  const { edits } = removeNode(
    valueOf(text),
    graph.nodes.find(({ id }) => id === 'volume:vol')!,
  );
  expect(changed(text, edits)).toEqual(['-      - vol:/1', '-      - vol:/2', '-volumes:', '-  vol:']);
});

test('a service that others extend goes, and they are told to be left', () => {
  const text = 'services:\n  base:\n    image: a\n  web:\n    extends: base\n';
  const { goes, stays, edits } = removeNode(valueOf(text), graphOf(text).nodes[0]!);
  expect([goes.length, stays.map(({ how }) => how)]).toEqual([0, ['extends']]);
  expect(changed(text, edits)).toEqual(['-  base:', '-    image: a']);
});

test('drawing a line means the same from either end, but for who waits for whom', () => {
  const graph = graphOf(FILE);
  const node = (id: string) => graph.nodes.find((one) => one.id === id)!;
  const link = (from: string, to: string) => linkBetween(file, graph, node(from), node(to));
  expect(link('service:db', 'service:web')).toEqual({ type: 'depends', service: 'db', needed: 'web' });
  expect(link('network:back', 'service:web')).toEqual({
    type: 'connect',
    service: 'web',
    network: 'back',
    asks: false,
  });
  expect(link('service:db', 'network:back')).toMatchObject({ asks: true });
  expect(link('service:job', 'network:back')).toMatchObject({ asks: true });
  expect(link('volume:data', 'service:db')).toEqual({ type: 'mount', service: 'db', volume: 'data' });
  expect(link('service:web', 'service:api')).toEqual({ type: 'none', why: '“web” waits for “api” already.' });
  expect(link('service:web', 'network:front')).toEqual({ type: 'none', why: '“web” is on “front” already.' });
  expect(link('network:back', 'volume:data').type).toBe('none');
});

test('an edit of what comes by a merge is refused with an offer that does it', () => {
  const text = 'x-n: &n\n  networks: [a]\nservices:\n  web:\n    <<: *n\n    image: w\nnetworks:\n  a:\n  b:\n';
  const outcome = editCompose(text, connect(valueOf(text), 'web', 'b', { keepsDefault: false }));
  expect(outcome.ok).toBe(false);
  const instead = outcome.ok ? undefined : outcome.refusal.instead;
  const again = editCompose(text, instead ?? []);
  expect(again.ok && parseCompose(again.text).valueAt(['services', 'web', 'networks'])).toEqual(['a', 'b']);
});
