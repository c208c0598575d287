import { expect, test } from 'vitest';
import { parseCompose } from '../../../../../contract/compose/parseCompose.ts';
import { pictureGraph } from './pictureGraph.ts';

const graphOf = (text: string, isPart = false) => pictureGraph(parseCompose(text).valueAt([]), isPart);
const linesOf = (text: string, isPart = false) =>
  graphOf(text, isPart).lines.map(({ id, label }) => (label === '' ? id : `${id} ${label}`));

test('everything that a service names is a line, in each form that Compose takes', () => {
  const text = `
services:
  web:
    image: nginx
    depends_on:
      db: { condition: service_healthy }
    links: ["cache:c"]
    networks:
      front: { aliases: [www] }
    volumes:
      - data:/data:ro
      - ./here:/there
      - { type: volume, source: logs, target: /logs }
    secrets: [key, { source: other, target: /run/o }]
    ports: ["127.0.0.1:\${PORT:-8080}:80", { target: 53, published: "5353", protocol: udp }, "9000"]
  db: { image: postgres, networks: [front] }
  cache: { build: ., network_mode: "service:db" }
networks: { front: }
volumes: { data: , logs: }
secrets: { key: { file: k }, other: { environment: O } }
`;
  expect(linesOf(text).filter((line) => !line.startsWith('port:'))).toEqual([
    'service:web>service:db when healthy',
    'service:web>service:cache links',
    'service:web>network:front www',
    'service:web>volume:data /data:ro',
    'service:web>volume:logs /logs',
    'service:web>secret:key',
    'service:web>secret:other /run/o',
    'service:db>network:front',
    'service:cache>service:db network_mode',
  ]);
  const { nodes, wrongs } = graphOf(text);
  expect(nodes.flatMap(({ kind, name, note }) => (kind === 'port' ? [[name, note]] : []))).toEqual([
    ['${PORT:-8080} → 80', '127.0.0.1'],
    ['5353 → 53/udp', ''],
    ['any → 9000', ''],
  ]);
  expect(wrongs).toEqual([]);
  expect(nodes.find(({ name }) => name === 'cache')?.note).toBe('built here');
});

test('aliases and merges are lines as if they were written out', () => {
  const text = `
x-base: &base { networks: &nets [back], depends_on: [db] }
services:
  a: { <<: *base, image: a }
  b: { image: b, networks: *nets }
  db: { image: db, networks: [back] }
networks: { back: }
`;
  expect(linesOf(text)).toEqual([
    'service:a>service:db',
    'service:a>network:back',
    'service:b>network:back',
    'service:db>network:back',
  ]);
});

test('the default network is shown where there is another, and only for those who name none', () => {
  expect(linesOf('services: {a: {image: a}, b: {image: b}}')).toEqual([]);
  const text = 'services: {a: {networks: [n]}, b: {image: b}, c: {network_mode: host}}\nnetworks: {n: }';
  expect(linesOf(text)).toEqual(['service:a>network:n', 'service:b>network:default']);
  const implied = graphOf(text).nodes.find(({ name }) => name === 'default');
  expect(implied).toMatchObject({ standing: 'implied', wrong: [] });
});

test('what is named and not declared is red, unless another file may declare it', () => {
  const text = 'services: {a: {depends_on: [gone], volumes: ["v1:/v"], networks: [default]}}';
  const graph = graphOf(text);
  expect(graph.wrongs.map((one) => one.text)).toEqual([
    '“a” asks for the service “gone”, which the file does not declare.',
    '“a” asks for the volume “v1”, which the file does not declare.',
  ]);
  expect(graph.lines.map(({ isWrong }) => isWrong)).toEqual([true, false, true]);
  const part = graphOf(text, true);
  expect(part.wrongs).toEqual([]);
  expect(part.nodes.find(({ name }) => name === 'gone')?.standing).toBe('elsewhere');
});

test('services that wait for each other are told once, with the whole way', () => {
  const { wrongs, lines, nodes } = graphOf(
    'services: {a: {depends_on: [b]}, b: {depends_on: [c]}, c: {links: [a]}, d: {depends_on: [a, d]}}',
  );
  expect(wrongs.map(({ text }) => text)).toEqual([
    'These services wait for each other, so none would start: a → b → c → a.',
    '“d” waits for itself: it would never start.',
  ]);
  expect(lines.filter(({ isWrong }) => isWrong).map(({ id }) => id)).toEqual([
    'service:a>service:b',
    'service:b>service:c',
    'service:c>service:a',
    'service:d>service:d',
  ]);
  expect(nodes.find(({ name }) => name === 'b')?.wrong).toHaveLength(1);
});

test('two services that publish the same port of the host are told, also on different addresses of it', () => {
  const { wrongs } = graphOf(
    'services: {a: {ports: ["80:80"]}, b: {ports: ["127.0.0.1:80:8080"]}, c: {ports: ["80:80/udp"]}, d: {ports: ["81"]}}',
  );
  expect(wrongs.map(({ text }) => text)).toEqual(['“a” publishes the port 80 of the host too.']);
});

test.each([
  '',
  'services:',
  'services: [a]',
  'services: {a: , b: 3, c: [1]}',
  '[]',
  'services: {a: {ports: 3, networks: x}}',
])('a text that is no Compose file yet is no fault: %j', (text) => {
  expect(() => graphOf(text)).not.toThrow();
});
