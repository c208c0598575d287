import { expect, test } from 'vitest';
import { pictureGraph } from '../graph/pictureGraph.ts';
import { arrange } from './arrange.ts';
import { keepPlaces, NOTHING_KEPT } from './keep.ts';
import { overlap, type Places, rectOf } from './places.ts';

const service = (more: object = {}) => ({ image: 'x', ...more });
const SHOP = {
  services: {
    web: service({ depends_on: ['api'], networks: ['front'], ports: ['80:80', '443:443'] }),
    api: service({ depends_on: ['db'], networks: ['front', 'back'] }),
    db: service({ networks: ['back'], volumes: ['data:/d'] }),
  },
  networks: { front: null, back: null },
  volumes: { data: null },
};
const graphOf = (file: unknown) => pictureGraph(file, false);

function overlaps(file: unknown, places: Places): string[] {
  const rects = graphOf(file).nodes.map(({ id, kind }) => ({ id, rect: rectOf(kind, places[id]!) }));
  return rects.flatMap(({ id, rect }, index) =>
    rects.slice(index + 1).flatMap((other) => (overlap(rect, other.rect, 0) ? [`${id} ${other.id}`] : [])),
  );
}

test('ports stand left of their service, services left of what they need, networks and volumes at the right', () => {
  const places = arrange(graphOf(SHOP));
  const x = (id: string) => places[id]!.x;
  expect(x('port:web 80 → 80')).toBeLessThan(x('service:web'));
  expect([x('service:web'), x('service:api'), x('service:db'), x('network:back')]).toEqual(
    [x('service:web'), x('service:api'), x('service:db'), x('network:back')].toSorted((a, b) => a - b),
  );
  expect(x('volume:data')).toBe(x('network:front'));
  expect(overlaps(SHOP, places)).toEqual([]);
});

test('200 services stand beside each other, also in one chain or in a circle', () => {
  const many = (dependsOn: (n: number) => string[]) => ({
    services: Object.fromEntries(
      Array.from({ length: 200 }, (_, n) => [
        `s${n}`,
        service({
          depends_on: dependsOn(n),
          ports: [`${n + 1000}:80`],
          networks: [`n${n % 9}`],
          volumes: [`v${n % 40}:/v`],
        }),
      ]),
    ),
  });
  for (const file of [
    many(() => []),
    many((n) => (n < 199 ? [`s${n + 1}`] : [])),
    many((n) => [`s${(n + 1) % 200}`]),
  ]) {
    expect(overlaps(file, arrange(graphOf(file)))).toEqual([]);
  }
});

test('nothing moves when something comes or goes, and what is new stands free beside what it has lines with', () => {
  const first = keepPlaces(graphOf(SHOP), NOTHING_KEPT);
  const more = {
    ...SHOP,
    services: { cache: service(), ...SHOP.services, web: service({ ...SHOP.services.web, volumes: ['extra:/e'] }) },
    volumes: { data: null, extra: null },
  };
  const second = keepPlaces(graphOf(more), first);
  for (const [id, place] of Object.entries(first.places)) expect(second.places[id]).toEqual(place);
  expect(overlaps(more, second.places)).toEqual([]);
  const third = keepPlaces(graphOf(SHOP), second);
  expect(third.places['service:web']).toEqual(first.places['service:web']);
});

test('what gets another name stays where it is, letter by letter, with its ports', () => {
  const { web, api, db } = SHOP.services;
  const named = (name: string) => ({
    ...SHOP,
    services: { web: { ...web, depends_on: [name] }, [name]: { ...api, ports: ['1:1'] }, db },
  });
  let kept = keepPlaces(graphOf(named('api')), NOTHING_KEPT);
  const [service, port] = [kept.places['service:api'], kept.places['port:api 1 → 1']];
  for (const name of ['ap', 'a', 'ba', 'back']) {
    kept = keepPlaces(graphOf(named(name)), kept);
    expect(kept.places[`service:${name}`]).toEqual(service);
    expect(kept.places[`port:${name} 1 → 1`]).toEqual(port);
  }
});

test('what an undo brings back stands where it stood, and not upon another', () => {
  const before = keepPlaces(graphOf(SHOP), NOTHING_KEPT);
  const { web, api, db } = SHOP.services;
  const without = { ...SHOP, services: { web: { ...web, depends_on: [] }, api: { ...api, depends_on: [] } } };
  const gone = keepPlaces(graphOf(without), before);
  expect(keepPlaces(graphOf(SHOP), gone).places['service:db']).toEqual(before.places['service:db']);
  const moved = { ...gone, places: { ...gone.places, 'service:web': before.places['service:db']! } };
  const again = keepPlaces(graphOf({ ...SHOP, services: { web, api, db } }), moved);
  expect(overlaps(SHOP, again.places)).not.toContain('service:web service:db');
});

test('a picture without a change is the same object: nothing is drawn again', () => {
  const kept = keepPlaces(graphOf(SHOP), NOTHING_KEPT);
  expect(keepPlaces(graphOf(SHOP), kept)).toBe(kept);
});
