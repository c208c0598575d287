import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summary } from '../testing/summaries.ts';
import { matcherOf } from '../../../ui/search/match.ts';
import { parseQuery } from '../../../ui/search/query.ts';
import { containerSearch, STATES } from './containerSearch.ts';

const web = summary({
  name: 'shop-web-1',
  image: 'nginx:1.27',
  state: 'running',
  health: 'unhealthy',
  ports: [{ containerPort: 80, hostPort: 8080, hostIp: '0.0.0.0', protocol: 'tcp' }],
  networks: [{ name: 'shop_default' }],
  labels: { tier: 'front', 'com.example.team': 'Web' },
  stack: { project: 'shop', service: 'web' },
});
const cache = summary({ name: 'cache', image: 'redis:7', state: 'exited', exitCode: 137, command: 'redis-server' });
const made = summary({ name: 'made', image: 'localhost:5000/tool', state: 'created' });
const all = [web, cache, made];

const found = (text: string) => {
  const matches = matcherOf(parseQuery(text, containerSearch.keys), containerSearch);
  return all.filter((container) => matches?.(container) ?? true).map(({ name }) => name);
};

describe('a field', () => {
  test.each([
    ['status:running', ['shop-web-1']],
    ['status:stopped', ['cache', 'made']],
    ['status:ex', ['cache']],
    ['image:redis', ['cache']],
    ['label:tier=front', ['shop-web-1']],
    ['label:tier=fron', []],
    ['label:com.example', ['shop-web-1']],
    ['port:8080', ['shop-web-1']],
    ['port:80', ['shop-web-1']],
    ['port:8000-9000', ['shop-web-1']],
    ['port:81', []],
    ['network:shop', ['shop-web-1']],
    ['stack:shop', ['shop-web-1']],
    ['name:CACHE', ['cache']],
    ['health:unhealthy', ['shop-web-1']],
    ['health:none', ['cache', 'made']],
    ['exit:137', ['cache']],
    [`id:${cache.id}`, ['cache']],
  ])('%s', (text, names) => expect(found(text)).toEqual(names));
});

test('free words look at name, image, command, stack, networks and ports', () => {
  expect(found('redis-server')).toEqual(['cache']);
  expect(found('shop_default')).toEqual(['shop-web-1']);
  expect(found('8080')).toEqual(['shop-web-1']);
  expect(found('redis:7')).toEqual(['cache']);
  expect(found('localhost:5000/tool')).toEqual(['made']);
});

test('all terms must match; a negated one must not', () => {
  expect(found('nginx status:exited')).toEqual([]);
  expect(found('-status:exited')).toEqual(['shop-web-1', 'made']);
  expect(found('-redis -nginx')).toEqual(['made']);
});

test('alternatives are written with a comma, or by naming a single-valued key again', () => {
  expect(found('status:running,created')).toEqual(['shop-web-1', 'made']);
  expect(found('status:running status:created')).toEqual(['shop-web-1', 'made']);
  expect(found('label:tier label:missing')).toEqual([]);
});

test('a negated term finds exactly what the term does not find', () => {
  const term = fc.oneof(
    fc.constantFrom(...STATES).map((state) => `status:${state}`),
    fc.constantFrom('nginx', 'cache', 'port:80', 'label:tier', 'health:none', 'exit:137', 'name:e'),
  );
  fc.assert(
    fc.property(term, (text) => {
      const yes = found(text);
      expect(found(`-${text}`)).toEqual(all.map(({ name }) => name).filter((name) => !yes.includes(name)));
    }),
  );
});

test('another word never finds more', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('nginx', '-cache', 'port:80'), (text, more) => {
      const before = found(text);
      // A quote that is left open would swallow the second word.
      fc.pre(parseQuery(text, containerSearch.keys).problems.length === 0);
      for (const name of found(`${text} ${more}`)) expect(before).toContain(name);
    }),
  );
});
