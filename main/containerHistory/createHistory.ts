import { createHash } from 'node:crypto';
import path from 'node:path';
import type { EngineEvent } from '../../contract/model/event.ts';
import type { Connection } from '../docker/connection.ts';
import type { Live } from '../live/createLive.ts';
import { pause } from '../live/pause.ts';
import { engineIdOf } from '../recreate/engineId.ts';
import { type MadeContainer, nameOf } from '../recreate/made.ts';
import { type ImageOf, imageOf } from '../recreate/planOperation.ts';
import { recreateBody } from '../recreate/recreateBody.ts';
import { inspectIfThere } from '../recreate/world.ts';
import { ask } from '../services/containers/ask.ts';
import { anonymousVolumesOf, checkInspected } from '../services/containers/inspected.ts';
import { HistoryBook } from './book.ts';
import type { Removal, Story, Version } from './version.ts';

/** There is other work first, and those that are not known yet are looked at in no hurry. */
const FIRST_LOOK_MS = 3000;
const BETWEEN_LOOKS_MS = 50;
/** A burst of events is looked at once, when it is over: the engine is not asked for each. */
const SETTLE_MS = 1000;
const MAX_SETTLE_MS = 60_000;
/** What the app does is the app's, when the engine tells of it so soon. */
const OWN_MS = 10_000;

export interface ContainerHistory {
  /** Follows what becomes of the containers of an engine for as long as the connection lasts. */
  follow(connection: Connection): void;
  /** What changes on it now is the app’s doing. */
  isOurs(context: string, containerId: string): void;
  /** Takes down how one is now. Gives that, or undefined where it is gone. */
  note(connection: Connection, containerId: string): Promise<Version | undefined>;
  /** Before it is removed by the app. */
  noteRemoval(connection: Connection, containerId: string, how: { volumes: boolean }): Promise<void>;
  /** An image of its files was made before that. */
  noteFiles(connection: Connection, containerId: string, image: string): Promise<void>;
  /** It was not removed after all. */
  keep(connection: Connection, containerId: string): Promise<void>;
  book(connection: Connection): Promise<HistoryBook>;
}

export interface HistoryDeps {
  readonly dir: string;
  readonly live: Pick<Live, 'events'>;
  /** Containers that are aside, or not yet in their place: no person’s. */
  /** Made by a change of the app’s. */
  readonly isOfApp: (containerId: string) => boolean;
  /** Told of the containers that are there: others are gone. */
  readonly onGone?: (connection: Connection, isThere: (containerId: string) => boolean) => Promise<void>;
  readonly isPassing: (made: { readonly Id: string; readonly Name: string }) => boolean;
}

export function createHistory({ dir, live, isOfApp, isPassing, onGone }: HistoryDeps): ContainerHistory {
  const books = new Map<string, HistoryBook>();
  const ours = new Map<string, number>();

  async function bookOf(connection: Connection): Promise<HistoryBook> {
    const engineId = await engineIdOf(connection);
    // Podman has no id of its own.
    const key = engineId === '' ? `context-${connection.context}` : engineId;
    const known = books.get(key) ?? new HistoryBook(path.join(dir, hashed(key)));
    books.set(key, known);
    await known.load();
    return known;
  }

  const keyOf = (context: string, id: string) => `${context} ${id}`;

  async function noteIn(connection: Connection, id: string, by: Version['by'], images?: Images): Promise<void> {
    const made = await inspectIfThere(connection, id);
    if (!made || isPassing(made)) return;
    const book = await bookOf(connection);
    await book.add(await seenOf(connection, made, by, images));
  }

  function byOf(context: string, id: string): 'app' | 'others' {
    const until = ours.get(keyOf(context, id)) ?? 0;
    return Date.now() < until || isOfApp(id) ? 'app' : 'others';
  }

  async function onEvent(connection: Connection, event: EngineEvent): Promise<void> {
    const id = containerOf(event);
    if (id === undefined) return;
    if (event.action === 'destroy') {
      const book = await bookOf(connection);
      // Of what removes itself nobody wants to hear.
      const host = book.ofContainer(id)?.versions.at(-1)?.body['HostConfig'] as { AutoRemove?: boolean } | undefined;
      await onGone?.(connection, (containerId) => containerId !== id);
      const story = book.ofContainer(id);
      if (host?.AutoRemove) {
        if (story) await book.forget(story.id);
        return;
      }
      await book.remove(id, {
        ...{ by: byOf(event.context, id), wasRunning: false, lostVolumes: [] },
        namedVolumes: volumesIn(book.ofContainer(id)),
      });
      return;
    }
    noteSoon(connection, id, event.at);
  }

  const soon = new Map<string, { readonly timer: NodeJS.Timeout; readonly since: number }>();

  function noteSoon(connection: Connection, id: string, now: number): void {
    const { context, signal } = connection;
    const key = keyOf(context, id);
    const { timer: before, since = now } = soon.get(key) ?? {};
    if (before !== undefined && now - since > MAX_SETTLE_MS) return;
    clearTimeout(before);
    // Whose doing it is, is known now.
    const by = byOf(context, id);
    const timer = setTimeout(() => {
      soon.delete(key);
      if (!signal.aborted) noteIn(connection, id, by).catch(() => undefined);
    }, SETTLE_MS);
    timer.unref();
    soon.set(key, { timer, since });
  }

  async function readEvents(connection: Connection): Promise<void> {
    let isFirst = true;
    for await (const events of live.events(connection.context, connection.signal)) {
      // What was said before is in what is looked at.
      const touched = isFirst ? [] : lastOfEach(events);
      isFirst = false;
      for (const event of touched) await onEvent(connection, event).catch(() => undefined);
    }
  }

  async function lookAtAll(connection: Connection): Promise<void> {
    await pause(FIRST_LOOK_MS, connection.signal);
    const request = { method: 'GET', path: '/containers/json', query: { all: true } } as const;
    const listed = await ask<readonly { readonly Id: string }[]>(connection, request);
    const there = new Set(listed.map(({ Id }) => Id));
    await onGone?.(connection, (id) => there.has(id));
    const book = await bookOf(connection);
    const images = imagesOnce(connection);
    for (const { Id } of listed) {
      if (connection.signal.aborted) return;
      if (book.knows(Id)) continue;
      await noteIn(connection, Id, 'seen', images);
      await pause(BETWEEN_LOOKS_MS, connection.signal);
    }
  }

  return {
    follow(connection) {
      // A history that cannot be written is no reason to do without the engine.
      readEvents(connection).catch(() => undefined);
      lookAtAll(connection).catch(() => undefined);
    },
    isOurs: (context, id) => void ours.set(keyOf(context, id), Date.now() + OWN_MS),
    async note(connection, id) {
      await noteIn(connection, id, byOf(connection.context, id));
      return (await bookOf(connection)).ofContainer(id)?.versions.at(-1);
    },
    async noteRemoval(connection, id, { volumes }) {
      const made = await inspectIfThere(connection, id);
      if (!made || made.HostConfig.AutoRemove) return;
      const book = await bookOf(connection);
      await book.add(await seenOf(connection, made, 'seen'));
      await book.remove(id, { ...removalOf(made, volumes), by: 'app' });
    },
    noteFiles: async (connection, id, image) => (await bookOf(connection)).noteFiles(id, image),
    keep: async (connection, id) => (await bookOf(connection)).keep(id),
    book: bookOf,
  };
}

type Images = (made: MadeContainer) => Promise<ImageOf>;

/** Of many containers few have an image of their own. */
function imagesOnce(connection: Connection): Images {
  const known = new Map<string, Promise<ImageOf>>();
  return (made) => {
    const key = `${made.Image} ${made.Config.Image}`;
    const asked = known.get(key) ?? imageOf(connection, made);
    known.set(key, asked);
    return asked;
  };
}

async function seenOf(
  connection: Connection,
  made: MadeContainer,
  by: Version['by'],
  images: Images = (one) => imageOf(connection, one),
) {
  const { config } = await images(made);
  const { body } = recreateBody(made, config, { canMakeNetworks: true });
  return {
    ...{ containerId: made.Id, name: nameOf(made), image: made.Config.Image, imageId: made.Image, by },
    body: JSON.parse(JSON.stringify(body)) as Record<string, unknown>,
  };
}

function removalOf(
  made: MadeContainer,
  volumes: boolean,
): Pick<Removal, 'wasRunning' | 'lostVolumes' | 'namedVolumes'> {
  const inspected = checkInspected(made);
  const nameless = anonymousVolumesOf(inspected).flatMap(({ Name }) => Name ?? []);
  const all = (inspected.Mounts ?? []).flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : []));
  return {
    wasRunning: made.State.Running === true || made.State.Restarting === true,
    lostVolumes: volumes ? nameless : [],
    namedVolumes: all.filter((name) => !nameless.includes(name) || !volumes),
  };
}

/** Those that it names. */
function volumesIn(story: Story | undefined): string[] {
  const host = story?.versions.at(-1)?.body['HostConfig'] as { readonly Binds?: readonly string[] | null } | undefined;
  return (host?.Binds ?? []).flatMap((bind) =>
    bind.includes(':') && !bind.startsWith('/') ? [bind.split(':')[0]!] : [],
  );
}

function containerOf({ type, action, actorId, attributes }: EngineEvent): string | undefined {
  if (type === 'container' && /^(create|update|rename|destroy)$/.test(action)) return actorId;
  if (type === 'network' && /^(connect|disconnect)$/.test(action)) return attributes['container'];
  return undefined;
}

/** Of many events of one container only how it is after the last counts. */
function lastOfEach(events: readonly EngineEvent[]): readonly EngineEvent[] {
  const last = new Map<string, EngineEvent>();
  for (const event of events) {
    const id = containerOf(event);
    if (id === undefined) continue;
    if (last.get(id)?.action === 'destroy') continue;
    last.set(id, event);
  }
  return [...last.values()];
}

const hashed = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
