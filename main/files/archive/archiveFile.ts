import { TAR_END } from '../tar/tarHeader.ts';
import { TarScanner } from '../tar/tarScanner.ts';
import { cutShort } from './fileStream.ts';

/** Several archives as one: the end of each but the last is left out. */
export async function* joinedArchives(archives: readonly (() => AsyncIterable<Buffer>)[]): AsyncGenerator<Buffer> {
  for (const open of archives) {
    const scanner = new TarScanner({ entry: () => {} });
    let held: Buffer = Buffer.alloc(0);
    let given = 0;
    for await (const chunk of open()) {
      if (scanner.isComplete) continue; // filling
      scanner.push(chunk);
      held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      const end = scanner.isComplete ? scanner.endOffset - given : held.length - scanner.undecidedBytes;
      if (end > 0) yield held.subarray(0, end);
      given += end;
      held = held.subarray(end);
    }
    if (!scanner.isComplete) throw cutShort('');
  }
  yield TAR_END;
}
