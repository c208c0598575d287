import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInputWriter } from './inputWriter.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (all: readonly Uint8Array[]) => all.map((each) => new TextDecoder().decode(each));
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

describe('what is typed', () => {
  it('goes at once, and what is typed meanwhile goes along with the next', async () => {
    const sent: Uint8Array[] = [];
    const waiting: (() => void)[] = [];
    const { write } = createInputWriter((piece) => {
      sent.push(piece);
      return new Promise((resolve) => waiting.push(resolve));
    });
    write(bytes('l'));
    write(bytes('s'));
    write(bytes('\r'));
    expect(text(sent)).toEqual(['l']);
    waiting.shift()?.();
    await soon();
    expect(text(sent)).toEqual(['l', 's\r']);
  });

  it('arrives in order and in pieces that are not too large, whatever the delays', async () => {
    const typed = fc.array(fc.uint8Array({ maxLength: 100_000 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(typed, fc.array(fc.nat(2), { minLength: 1 }), async (pieces, delays) => {
        const received: number[] = [];
        let calls = 0;
        const { write } = createInputWriter(async (piece) => {
          expect(piece.length).toBeLessThanOrEqual(64 * 1024);
          const ticks = delays[calls++ % delays.length] ?? 0;
          for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
          received.push(...piece);
        });
        for (const piece of pieces) {
          write(piece);
          await Promise.resolve();
        }
        await soon();
        expect(received).toEqual(pieces.flatMap((piece) => [...piece]));
      }),
      { numRuns: 20 },
    );
  });

  it('says when all of it has been delivered', async () => {
    const sent: Uint8Array[] = [];
    const writer = createInputWriter(async (piece) => {
      await soon();
      sent.push(piece);
    });
    await writer.sent();
    writer.write(bytes('l'));
    writer.write(bytes('s\r'));
    await writer.sent();
    expect(text(sent)).toEqual(['l', 's\r']);
  });

  it('is dropped when it cannot be delivered, and works again afterwards', async () => {
    const sent: Uint8Array[] = [];
    let isLost = true;
    const { write } = createInputWriter(async (piece) => {
      if (isLost) throw new Error('disconnected');
      sent.push(piece);
    });
    write(bytes('rm -rf'));
    write(bytes(' /\r'));
    await soon();
    isLost = false;
    write(bytes('pwd'));
    await soon();
    expect(text(sent)).toEqual(['pwd']);
  });
});
