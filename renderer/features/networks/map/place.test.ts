import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MapGraph } from './graph.ts';
import { BOX, boxPoints, frameRect, NO_PLACES, place, type Places, type Rect } from './place.ts';

/** `{shop: ['a', 'b']}` as a picture. */
function graph(
  members: Readonly<Record<string, readonly string[]>>,
  joins: readonly (readonly [string, string])[] = [],
): MapGraph {
  return {
    frames: Object.entries(members).map(([id, memberIds]) => ({ id, title: id, note: '', kind: 'open', memberIds })),
    homes: new Map(Object.entries(members).flatMap(([id, ids]) => ids.map((member) => [member, id] as const))),
    lines: joins.map(([fromId, toId]) => ({ id: `${fromId} ${toId}`, kind: 'joins', fromId, toId })),
  };
}

const meet = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const pairs = <T>(all: readonly T[]) => all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
const boxes = (places: Places) =>
  [...boxPoints(places).values()].map((point) => ({ ...point, width: BOX.width, height: BOX.height }));

function isSound(places: Places): void {
  const frames = Object.values(places.frames).map(frameRect);
  expect(pairs(frames).filter(([a, b]) => meet(a, b))).toEqual([]);
  expect(pairs(boxes(places)).filter(([a, b]) => meet(a, b))).toEqual([]);
}

describe('the picture', () => {
  test('puts networks that share containers beside one another, and nothing upon another', () => {
    const places = place(graph({ a: ['1', '2', '3'], b: ['4'], c: [], d: ['5'] }, [['1', 'b']]), NO_PLACES);
    isSound(places);
    expect(Object.keys(places.frames)).toHaveLength(4);
    expect(boxPoints(places).size).toBe(5);
  });

  test('puts the network with a published port nearest to the world outside', () => {
    const what = graph({ back: ['api', 'db'], front: ['web'] }, [['api', 'front']]);
    const lines = [...what.lines, { id: 'published', kind: 'published' as const, fromId: 'world', toId: 'web' }];
    const { frames } = place({ ...what, lines }, NO_PLACES);
    expect(frames['front']!.x).toBeLessThan(frames['back']!.x);
  });

  test('is the same object while nothing comes or goes', () => {
    const what = graph({ a: ['1', '2'] });
    const places = place(what, NO_PLACES);
    expect(place(what, places)).toBe(places);
  });

  test('stays still whatever comes and goes: nothing that stays is moved, and nothing overlaps', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 24 });
    const steps = fc.array(fc.tuple(ids, ids, ids, fc.boolean()), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(steps, (all) => {
        let places = NO_PLACES;
        for (const [a, b, c, hasC] of all) {
          const before = boxPoints(places);
          const framesBefore = places.frames;
          const members = {
            a: a.map((id) => `a${id}`),
            b: b.map((id) => `b${id}`),
            ...(hasC && { c: c.map((id) => `c${id}`) }),
          };
          places = place(graph(members), places);
          isSound(places);
          const now = boxPoints(places);
          expect([...now.keys()].toSorted()).toEqual(Object.values(members).flat().toSorted());
          const stayed = [...before].filter(([id]) => now.has(id));
          expect(stayed.map(([id]) => now.get(id))).toEqual(stayed.map(([, point]) => point));
          const frames = Object.entries(framesBefore).filter(([id]) => places.frames[id]);
          const corner = ({ x, y }: { x: number; y: number }) => `${x} ${y}`;
          expect(frames.map(([id]) => corner(places.frames[id]!))).toEqual(frames.map(([, frame]) => corner(frame)));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a container that moves to another network moves in the picture, and no other does', () => {
    const before = place(graph({ a: ['1', '2'], b: ['3'] }), NO_PLACES);
    const after = place(graph({ a: ['2'], b: ['3', '1'] }), before);
    expect(after.slots['1']?.frame).toMatch(/^b/);
    expect(boxPoints(after).get('2')).toEqual(boxPoints(before).get('2'));
    expect(boxPoints(after).get('3')).toEqual(boxPoints(before).get('3'));
  });
});
