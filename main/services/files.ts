import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { FileAccess } from '../../contract/model/files.ts';
import { follow, resolve } from '../files/program/operations.ts';
import { accessOf } from '../files/sources.ts';
import { createChanges } from './files/changes.ts';
import { readContent, writeContent } from './files/content.ts';
import { type FilesDeps, targetOf } from './files/deps.ts';
import { downloadFrom } from './files/download.ts';
import { downloadFromImage, readFromImage } from './files/imageContent.ts';
import { findInImage, findInPlace, listImage, listPlace } from './files/list.ts';
import { createIn, renameIn } from './files/names.ts';
import { imageIsFixed, programOf } from './files/refuse.ts';
import { measureIn, removeIn } from './files/remove.ts';
import { unpackInto, uploadInto } from './files/upload.ts';

const IMAGE: FileAccess = {
  way: 'image',
  canWrite: false,
  canChange: false,
  reason: 'The files of an image never change.',
  hasTools: false,
  inMemory: [],
  mounts: [],
};

/** Files of containers, volumes and images. */
export function createFilesService(deps: FilesDeps): ServiceOf<'files'> {
  const { sources } = deps;
  const changes = createChanges();

  return {
    async *access({ source }, signal) {
      if (source.kind === 'image') {
        yield IMAGE;
        return;
      }
      // The helper stays as long as this is read; when it ends with its container, the page asks again.
      yield* sources.stream(source, signal, async function* (place) {
        const target = await targetOf(place);
        yield accessOf(place, target.kind === 'volume' || target.hasTools);
        await untilEnded(place.program?.ended, signal);
      });
    },
    list({ source, path, isFresh }, signal) {
      if (source.kind === 'image') return listImage(deps, source, path, signal);
      return sources.stream(source, signal, (place) => listPlace(place, path, isFresh, signal));
    },
    async *find({ source, path, query, limit }, signal) {
      if (source.kind === 'image') yield await findInImage(deps, source, path, query, limit, signal);
      else yield* sources.stream(source, signal, (place) => findInPlace(place, path, query, limit, signal));
    },
    measure: async ({ source, paths }, signal) => {
      if (source.kind === 'image') throw imageIsFixed();
      return sources.use(source, signal, (place) => measureIn(place, paths, signal));
    },
    async changes({ source, path }, signal) {
      if (source.kind !== 'container') return [];
      return changes(await deps.getConnection(source.context, signal), source.id, path, signal);
    },
    async read({ source, path, maxBytes }, signal) {
      if (source.kind === 'image') return readFromImage(deps, source, path, maxBytes, signal);
      return sources.use(source, signal, (place) => readContent(place, path, maxBytes, signal));
    },
    async write({ source, path, bytes, stamp }, signal) {
      if (source.kind === 'image') throw imageIsFixed();
      return sources.use(source, signal, (place) => writeContent(deps, place, { path, bytes, stamp }, signal));
    },
    async create({ source, ...made }, signal) {
      if (source.kind === 'image') throw imageIsFixed();
      await sources.use(source, signal, (place) => createIn(deps, place, made, signal));
    },
    async rename({ source, from, to }, signal) {
      if (source.kind === 'image') throw imageIsFixed();
      await sources.use(source, signal, (place) => renameIn(deps, place, { from, to }, signal));
    },
    async remove({ source, paths }, signal) {
      return holding(source, signal, (place, leave) => removeIn(deps, place, paths, leave));
    },
    async download({ source, paths }, signal) {
      if (source.kind === 'image') return downloadFromImage(deps, source, paths, signal);
      return holding(source, signal, (place, leave) => downloadFrom(deps, place, paths, signal, leave));
    },
    async upload({ source, ...into }, signal) {
      return holding(source, signal, (place, leave) => uploadInto(deps, place, into, signal, leave));
    },
    async unpack({ source, ...into }, signal) {
      return holding(source, signal, (place, leave) => unpackInto(deps, place, into, signal, leave));
    },
    async *follow({ source, path, fromBytes }, signal) {
      if (source.kind === 'image') throw imageIsFixed();
      yield* sources.stream(source, signal, async function* (place) {
        const program = programOf(place, 'follow a file');
        yield* follow(program, await resolve(program, path, signal), fromBytes, signal);
      });
    },
  };

  type Source = Parameters<ServiceOf<'files'>['remove']>[0]['source'];
  type Held = Awaited<ReturnType<typeof sources.hold>>;

  /** For a job, which lets go of the place when it has ended; where there will be none, at once. */
  async function holding<T>(
    source: Source,
    signal: AbortSignal,
    run: (place: Held[0], leave: Held[1]) => Promise<T>,
  ): Promise<T> {
    if (source.kind === 'image') throw imageIsFixed();
    const [place, leave] = await sources.hold(source, signal);
    try {
      return await run(place, leave);
    } catch (thrown) {
      leave();
      throw thrown;
    }
  }
}

function untilEnded(ended: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolved, reject) => {
    void ended?.then(resolved);
    const cancel = () => reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
