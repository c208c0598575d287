import { lstat, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import type { SharedTree } from '../tree/sharedTree.ts';
import { type Owner, readAttributes } from './attributes.ts';
import { openFile, readFile, setAttributes, setOpenAttributes, writeFile } from './files.ts';
import { makeFolder, makeHardLink, makeLink, openFolder, readFolder, readLink, renameEntry } from './folders.ts';
import type { Handles } from './handles.ts';
import type { PacketReader } from './packetReader.ts';
import { EXTENSION, MAX_DATA_BYTES, OPEN, REQUEST, STATUS } from './protocol.ts';
import { SftpProblem } from './problem.ts';
import {
  attributesReply,
  dataReply,
  fileSystemReply,
  handleReply,
  limitsReply,
  nameReply,
  statusReply,
} from './replies.ts';

/** `look` changes nothing, `change` does; `settle` comes after all before it, and nothing waits for it. */
export type Kind = 'look' | 'change' | 'settle';

export interface Task {
  readonly kind: Kind;
  readonly run: () => Promise<Buffer>;
}

export interface Serving {
  readonly tree: SharedTree;
  readonly handles: Handles;
  readonly self: Owner;
  readonly isReadOnly: boolean;
}

/** What a request asks for, read and ready to be done. Throws `SftpProblem` for one that cannot be done at all. */
export function taskOf(serving: Serving, id: number, type: number, packet: PacketReader): Task {
  const { tree, handles, self } = serving;
  const look = (run: () => Promise<Buffer>): Task => ({ kind: 'look', run });
  const change = (run: () => Promise<unknown>): Task => ({ kind: 'change', run: () => run().then(() => ok(id)) });
  const write = (run: () => Promise<unknown>): Task => (serving.isReadOnly ? readOnly() : change(run));
  switch (type) {
    case REQUEST.open: {
      const [path, flags] = [packet.string(), packet.uint32()];
      const wanted = readAttributes(packet);
      if ((flags & ~OPEN.read) !== 0 && serving.isReadOnly) return readOnly();
      const run = async () => {
        handles.assertRoom();
        return handleReply(id, handles.add({ type: 'file', file: await openFile(tree, path, flags, wanted) }));
      };
      return { kind: (flags & (OPEN.create | OPEN.truncate)) === 0 ? 'look' : 'change', run };
    }
    case REQUEST.close: {
      const handle = packet.string();
      return change(() => handles.close(handle));
    }
    case REQUEST.read: {
      const [handle, offset, asked] = [packet.string(), packet.uint64(), packet.uint32()];
      return look(async () => {
        const found = await readFile(handles.file(handle), offset, Math.min(asked, MAX_DATA_BYTES));
        return found ? dataReply(id, found.room, found.readBytes) : statusReply(id, STATUS.eof);
      });
    }
    case REQUEST.write: {
      const [handle, offset, data] = [packet.string(), packet.uint64(), packet.string()];
      return write(() => writeFile(handles.file(handle), offset, data));
    }
    case REQUEST.lstat: {
      const path = packet.string();
      return look(() => tree.at(path, async (at) => attributesReply(id, await lstat(at), self)));
    }
    case REQUEST.stat: {
      const path = packet.string();
      return look(() => tree.atEnd(path, async (at) => attributesReply(id, await stat(at), self)));
    }
    case REQUEST.fstat: {
      const handle = packet.string();
      return look(async () => attributesReply(id, await handles.file(handle).stat(), self));
    }
    case REQUEST.setstat: {
      const path = packet.string();
      const wanted = readAttributes(packet);
      return write(() => setAttributes(tree, path, wanted));
    }
    case REQUEST.fsetstat: {
      const handle = packet.string();
      const wanted = readAttributes(packet);
      return write(() => setOpenAttributes(handles.file(handle), wanted));
    }
    case REQUEST.opendir: {
      const path = packet.string();
      return look(async () => {
        handles.assertRoom();
        return handleReply(id, handles.add(await openFolder(tree, path)));
      });
    }
    case REQUEST.readdir: {
      const handle = packet.string();
      // Names are taken from what is left before the first wait: those who ask at once get different ones.
      return look(async () => {
        const named = await readFolder(tree, handles.folder(handle));
        return named.length > 0 ? nameReply(id, named, self) : statusReply(id, STATUS.eof);
      });
    }
    case REQUEST.remove: {
      const path = packet.string();
      return write(() => tree.at(path, unlink));
    }
    case REQUEST.mkdir: {
      const path = packet.string();
      const { mode } = readAttributes(packet);
      return write(() => makeFolder(tree, path, mode));
    }
    case REQUEST.rmdir: {
      const path = packet.string();
      return write(() => tree.at(path, (at) => rmdir(at)));
    }
    case REQUEST.realpath: {
      const path = packet.string();
      return look(() => Promise.resolve(nameReply(id, [{ name: tree.normalize(path) }], self)));
    }
    case REQUEST.rename: {
      const [from, to] = [packet.string(), packet.string()];
      return write(() => renameEntry(tree, from, to, false));
    }
    case REQUEST.readlink: {
      const path = packet.string();
      return look(async () => nameReply(id, [{ name: await readLink(tree, path) }], self));
    }
    case REQUEST.symlink: {
      // The other way round than in the draft, as OpenSSH has it, and so sshfs.
      const [text, path] = [packet.string(), packet.string()];
      return write(() => makeLink(tree, text, path));
    }
    case REQUEST.extended:
      return extended(serving, id, packet);
    default:
      throw new SftpProblem(STATUS.unsupported, `There is no request ${type}`);
  }
}

function extended(serving: Serving, id: number, packet: PacketReader): Task {
  const { tree, handles } = serving;
  const change = (run: () => Promise<unknown>): Task =>
    serving.isReadOnly ? readOnly() : { kind: 'change', run: () => run().then(() => ok(id)) };
  switch (packet.string().toString('latin1')) {
    case EXTENSION.rename: {
      const [from, to] = [packet.string(), packet.string()];
      return change(() => renameEntry(tree, from, to, true));
    }
    case EXTENSION.hardlink: {
      const [from, to] = [packet.string(), packet.string()];
      return change(() => makeHardLink(tree, from, to));
    }
    case EXTENSION.statvfs: {
      const path = packet.string();
      return { kind: 'look', run: () => tree.at(path, async (at) => fileSystemReply(id, await statfs(at))) };
    }
    case EXTENSION.fsync: {
      const handle = packet.string();
      return {
        kind: 'settle',
        run: () =>
          handles
            .file(handle)
            .sync()
            .then(() => ok(id)),
      };
    }
    case EXTENSION.limits:
      return { kind: 'look', run: () => Promise.resolve(limitsReply(id)) };
    default:
      throw new SftpProblem(STATUS.unsupported, 'There is no such extension');
  }
}

const ok = (id: number): Buffer => statusReply(id, STATUS.ok);

function readOnly(): never {
  throw new SftpProblem(STATUS.permissionDenied, 'EROFS');
}
