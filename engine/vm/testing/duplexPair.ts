import { Duplex } from 'node:stream';

/** Two ends of one channel: what is written to one is read from the other. (`stream.duplexPair` came after Node 20.) */
export function duplexPair(): readonly [Duplex, Duplex] {
  const make = (other: () => Duplex): Duplex =>
    new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        other().push(chunk);
        done();
      },
      destroy(error, done) {
        other().push(null);
        done(error);
      },
    });
  const left: Duplex = make(() => right);
  const right: Duplex = make(() => left);
  return [left, right];
}
