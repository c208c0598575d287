import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { convertFig } from './fig.ts';
import { oldSyntaxIn } from './oldSyntax.ts';

const RAILS = `# the shop
db:
  image: postgres:9 # keep it old
  ports:
    - "5432"
# what people see
web:
  build: .
  command: |
    bundle exec
      rackup
  links:
    - db
    - cache:redis
  volumes:
    - .:/myapp
cache:
  image: 'redis'
`;

const converted = (text: string) => {
  const outcome = convertFig(text);
  if (!outcome.ok) throw new Error(outcome.message);
  return { ...outcome, value: parse(outcome.text) as { services: Record<string, Record<string, unknown>> } };
};

describe('a file of Fig', () => {
  test('has its services under services, links as names, and its comments where they were', () => {
    const { text, value } = converted(RAILS);
    expect(value).toEqual({
      services: {
        db: { image: 'postgres:9', ports: ['5432'], networks: { default: { aliases: ['db_1'] } } },
        web: {
          build: '.',
          command: 'bundle exec\n  rackup\n',
          depends_on: ['db', 'cache'],
          volumes: ['.:/myapp'],
        },
        cache: { image: 'redis', networks: { default: { aliases: ['cache_1', 'redis', 'redis_1'] } } },
      },
    });
    expect(text.startsWith('# the shop\nservices:\n  db:\n    image: postgres:9 # keep it old\n')).toBe(true);
    expect(text).toContain('\n  # what people see\n  web:\n');
    expect(text).toContain(`image: 'redis'`);
  });

  test('says what is not as it was', () => {
    const { notes } = converted(RAILS);
    expect(notes.map(({ service }) => service)).toEqual([undefined, 'web']);
    expect(notes[1]?.message).toContain('DB_PORT_5432_TCP_ADDR');
  });

  test('takes volumes from containers as such, and from services as before', () => {
    const { value } = converted(
      'data:\n  image: a\napp:\n  image: b\n  volumes_from:\n    - data\n    - other_box:ro\n',
    );
    expect(value.services['app']?.['volumes_from']).toEqual(['data', 'container:other_box:ro']);
  });

  test('loses links to what it does not have, and says so', () => {
    const { value, notes } = converted('app:\n  image: b\n  links: [gone]\n');
    expect(value.services['app']).toEqual({ image: 'b' });
    expect(notes.at(-1)?.message).toContain('left out');
  });

  test('gives old keys their names of today', () => {
    const { value } = converted(
      'a:\n  image: x\n  net: "container:b"\n  log_driver: none\nb:\n  build: .\n  dockerfile: Other\n',
    );
    expect(value.services).toEqual({
      a: { image: 'x', network_mode: 'service:b', logging: { driver: 'none' } },
      b: { build: { context: '.', dockerfile: 'Other' } },
    });
  });

  test('with line ends of Windows and a byte order mark is read too', () => {
    expect(converted('\ufeffdb:\r\n  image: x\r\n').text).toBe('services:\n  db:\n    image: x\n');
  });

  test.each([
    ['services:\n  db: {image: x}\n', 'not at the top level'],
    ['a: [', 'no YAML'],
    ['{db: {image: x}}', 'one line'],
    ['', 'not at the top level'],
  ])('%j is refused with the reason', (text, reason) => {
    const outcome = convertFig(text);
    expect(outcome.ok ? '' : outcome.message).toContain(reason);
  });
});

describe('old syntax', () => {
  test.each([
    [
      RAILS,
      [
        { kind: 'no-services', services: ['db', 'web', 'cache'] },
        { kind: 'links', services: ['web'] },
      ],
    ],
    ['version: "3"\nservices:\n  a:\n    image: x\n', [{ kind: 'version', services: [] }]],
    ['services:\n  a:\n    links: [b]\n  b:\n    links: []\n', [{ kind: 'links', services: ['a'] }]],
    // Services of these names are services.
    ['version:\n  image: x\nname:\n  build: .\n', [{ kind: 'no-services', services: ['version', 'name'] }]],
    ['services:\n  a: {image: x}\n', []],
    ['a: [', []],
    ['just words', []],
  ])('of %j is found', (text, found) => expect(oldSyntaxIn(text)).toEqual(found));
});
