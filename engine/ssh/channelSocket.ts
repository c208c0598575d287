import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';

/**
 * A channel as Node's HTTP client wants its sockets. ssh2's own stream says nothing when it is destroyed, never ends a
 * write into a channel that was closed, and takes a lost connection for the end of the data.
 */
export class ChannelSocket extends Duplex {
  readonly #channel: ClientChannel;
  #isGone = false;

  constructor(channel: ClientChannel, isHalfOpen = false) {
    super({ allowHalfOpen: isHalfOpen });
    this.#channel = channel;
    channel.on('data', (chunk: Buffer) => {
      if (!this.destroyed && !this.push(chunk)) channel.pause();
    });
    channel.on('end', () => this.#ended());
    channel.on('close', () => {
      this.#isGone = true;
      this.#ended();
      if (!this.destroyed && !this.writableEnded) this.end(); // Half-open, nothing else would tell its writer.
    });
    channel.on('error', (error: Error) => this.destroy(error));
  }

  #ended() {
    if (this.destroyed || this.readableEnded) return;
    this.push(null);
    // Nobody may be reading, as on a connection that waits for the next request: the end is seen all the same.
    if (this.readableLength === 0) this.read(0);
  }

  override _read(): void {
    this.#channel.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#isGone) return done(Object.assign(new Error('The other side closed the channel.'), { code: 'EPIPE' }));
    this.#channel.write(chunk, done);
  }

  override _final(done: () => void): void {
    if (!this.#isGone) this.#channel.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#channel.close();
    this.#channel.resume(); // what is still on its way must be taken, or the channel never ends
    done(error);
  }

  // What the HTTP client asks of a socket; the connection beneath has its own.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
