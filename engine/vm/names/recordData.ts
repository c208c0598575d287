import type { MxRecord, SoaRecord, SrvRecord } from 'node:dns';
import { isIPv4 } from 'node:net';
import { numbers, writeName } from './message.ts';

/** An address as four or sixteen bytes. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const groups = (text: string) => text.split(':').filter(Boolean).flatMap(groupValues);
  const [first, last] = [groups(head), groups(tail ?? '')];
  const between = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => 0);
  return numbers(...first, ...between, ...last);
}

/** `::ffff:192.0.2.1` ends in an IPv4 address, which is two groups. */
function groupValues(group: string): readonly number[] {
  if (!group.includes('.')) return [Number.parseInt(group, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

export const mxData = ({ priority, exchange }: MxRecord): Buffer =>
  Buffer.concat([numbers(priority), writeName(exchange)]);

export const srvData = ({ priority, weight, port, name }: SrvRecord): Buffer =>
  Buffer.concat([numbers(priority, weight, port), writeName(name)]);

/** Each text in pieces of up to 255 bytes. */
export const txtData = (texts: readonly string[]): Buffer =>
  Buffer.concat(
    texts.flatMap((text) => {
      const bytes = Buffer.from(text);
      const pieces = Math.max(1, Math.ceil(bytes.length / 255));
      return Array.from({ length: pieces }, (_, index) => {
        const piece = bytes.subarray(index * 255, (index + 1) * 255);
        return Buffer.concat([Buffer.from([piece.length]), piece]);
      });
    }),
  );

export function soaData({ nsname, hostmaster, serial, refresh, retry, expire, minttl }: SoaRecord): Buffer {
  const values = Buffer.alloc(20);
  [serial, refresh, retry, expire, minttl].forEach((value, index) => values.writeUInt32BE(value >>> 0, index * 4));
  return Buffer.concat([writeName(nsname), writeName(hostmaster), values]);
}
