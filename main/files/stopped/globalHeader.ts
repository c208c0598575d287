import { TAR_BLOCK } from '../tar/tarHeader.ts';

/** A tar entry that is no file: a comment on the whole archive, which whoever unpacks it passes over. POSIX pax, type `g`. */
export function globalHeader(comment: string): { readonly head: Buffer; readonly rest: Buffer } {
  const rest = record(`comment=${comment}\n`);
  const head = Buffer.alloc(TAR_BLOCK);
  head.write(comment.slice(0, 99), 0, 'latin1');
  for (const at of [100, 108, 116]) head.write('0000000\0', at, 'latin1');
  head.write(`${rest.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  head.write('00000000000\0', 136, 'latin1');
  head.write('        g', 148, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return { head, rest };
}

/** `<length> key=value\n`: the length counts itself. */
function record(text: string): Buffer {
  let length = text.length + 2;
  while (`${length} ${text}`.length !== length) length += 1;
  return Buffer.from(`${length} ${text}`, 'latin1');
}
