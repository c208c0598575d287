import { userInfo } from 'node:os';
import type { Duplex } from 'node:stream';
import { Turns } from '../turns.ts';
import { SharedTree, type SharedTreeOptions } from '../tree/sharedTree.ts';
import type { Owner } from './attributes.ts';
import { frames } from './frames.ts';
import { Handles } from './handles.ts';
import { PacketReader } from './packetReader.ts';
import { MAX_PACKET_BYTES, REQUEST } from './protocol.ts';
import { problemOf } from './problem.ts';
import { statusReply, versionReply } from './replies.ts';
import { type Serving, type Task, taskOf } from './requests.ts';

export interface SftpOptions extends SharedTreeOptions {
  readonly isReadOnly: boolean;
  /** Who runs this app, unless given. */
  readonly self?: Owner;
}

/** What one client may have asked and not got yet, at most: then it is not listened to. */
const MAX_ASKED = 128;

/**
 * Serves one folder over a stream, until that ends; then everything it had open is closed. Rejects when the folder is not
 * there, and for a stream that is no SFTP.
 */
export async function serveSftp(stream: Duplex, options: SftpOptions): Promise<void> {
  const { isReadOnly, self = ownerOf() } = options;
  const handles = new Handles();
  const asked = new Set<Promise<void>>();
  const order = new Turns();
  try {
    const serving: Serving = { tree: await SharedTree.open(options), handles, self, isReadOnly };
    let isGreeted = false;
    for await (const frame of frames(stream, MAX_PACKET_BYTES)) {
      if (!isGreeted) {
        if (frame[0] !== REQUEST.init) throw new Error('The client does not begin as one of SFTP does.');
        isGreeted = true;
        stream.write(versionReply());
        continue;
      }
      const work = answer(stream, serving, order, frame);
      asked.add(work);
      void work.finally(() => asked.delete(work));
      // Neither more work nor more answers than it takes in pile up here.
      while (asked.size >= MAX_ASKED) await Promise.race(asked);
      if (stream.writableNeedDrain) await drained(stream);
    }
  } finally {
    stream.destroy();
    await Promise.allSettled(asked);
    await handles.closeAll();
  }
}

async function answer(stream: Duplex, serving: Serving, order: Turns, frame: Buffer): Promise<void> {
  const packet = new PacketReader(frame);
  const type = packet.byte();
  if (frame.length < 5) return void stream.destroy(new Error('A request without a number cannot be answered.'));
  const id = packet.uint32();
  let reply: Buffer;
  try {
    reply = await inTurn(order, taskOf(serving, id, type, packet));
  } catch (error) {
    const { status, message } = problemOf(error);
    reply = statusReply(id, status, message);
  }
  if (!stream.destroyed && !stream.writableEnded) stream.write(reply);
}

/** Answers as if everything were done one after the other, which sshfs relies on; what only looks goes side by side. */
function inTurn(order: Turns, { kind, run }: Task): Promise<Buffer> {
  if (kind === 'look') return order.look(run);
  return kind === 'change' ? order.change(run) : order.settle(run);
}

const drained = (stream: Duplex): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      stream.off('drain', end).off('close', end);
      resolve();
    };
    stream.once('drain', end).once('close', end);
    if (stream.destroyed) end();
  });

function ownerOf(): Owner {
  const { uid, gid } = userInfo();
  return { uid: Math.max(0, uid), gid: Math.max(0, gid) };
}
