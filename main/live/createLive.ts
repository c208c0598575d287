import type { Readable } from 'node:stream';
import { AppFailure } from '../../contract/errors.ts';
import type { LiveChange } from '../../contract/model/change.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { EngineEvent } from '../../contract/model/event.ts';
import type { ImageSummary } from '../../contract/model/image.ts';
import type { NetworkSummary } from '../../contract/model/network.ts';
import type { VolumeSummary } from '../../contract/model/volume.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { readJsonLines } from '../docker/ndjson.ts';
import { requestJson, requestStream } from '../docker/request.ts';
import { containerTouches } from './containerTouch.ts';
import { type SaidEvent, toEngineEvent } from './engineEvents.ts';
import { EventLog } from './eventLog.ts';
import { imageTouches, withoutMovedNames } from './imageEvents.ts';
import { listImages } from './imageList.ts';
import { KeptList } from './kept.ts';
import type { List } from './mirror.ts';
import { networkTouches } from './networkEvents.ts';
import { listNetworks } from './networkList.ts';
import { pause } from './pause.ts';
import { toSummaries } from './summary.ts';
import { StateTimes } from './times.ts';
import { volumeTouches } from './volumeEvents.ts';
import { listVolumes } from './volumeList.ts';

/** An engine that does not answer `/events` before it has one is not waited for. */
const OPEN_MS = 1000;
/** A stream of events that ends by itself (a proxy's idle limit) is opened again; one that ends at once is a loss. */
const LEAST_LIFE_MS = 5000;
const MAX_SHORT_LIVES = 3;

export interface Live {
  /** Mirrors an engine until it is lost: resolves or rejects then. */
  readonly follow: (connection: Connection) => Promise<void>;
  readonly lose: (context: string, failure: AppFailure) => void;
  watchContainers(context: string, signal: AbortSignal): AsyncIterable<LiveChange<ContainerSummary>>;
  watchImages(context: string, signal: AbortSignal): AsyncIterable<LiveChange<ImageSummary>>;
  watchNetworks(context: string, signal: AbortSignal): AsyncIterable<LiveChange<NetworkSummary>>;
  watchVolumes(context: string, signal: AbortSignal): AsyncIterable<LiveChange<VolumeSummary>>;
  readonly events: (context: string, signal: AbortSignal) => AsyncIterable<readonly EngineEvent[]>;
  /** What the mirror has of one container now; undefined when it has no list. */
  container(context: string, id: string): ContainerSummary | undefined;
  /** All that the mirror has now; undefined when it has no list. */
  containers(context: string): readonly ContainerSummary[] | undefined;
  close(): void;
}

interface Followed {
  readonly containers: KeptList<ContainerSummary>;
  readonly images: KeptList<ImageSummary>;
  readonly networks: KeptList<NetworkSummary>;
  readonly volumes: KeptList<VolumeSummary>;
  readonly events: EventLog;
}

const newFollowed = (): Followed => ({
  containers: new KeptList({ touches: containerTouches, memory: new StateTimes() }, true),
  images: new KeptList({ touches: imageTouches, adjust: withoutMovedNames, idsReturn: true }, false),
  networks: new KeptList({ touches: networkTouches }, false),
  volumes: new KeptList({ touches: volumeTouches, idsReturn: true }, false),
  events: new EventLog(),
});

/** The lists and the event log of each context; they outlive the connection. */
export function createLive(now: () => number = Date.now): Live {
  const all = new Map<string, Followed>();

  function of(context: string): Followed {
    const known = all.get(context);
    if (known) return known;
    const followed = newFollowed();
    all.set(context, followed);
    return followed;
  }

  const listContainers =
    ({ docker, context }: Connection): List<ContainerSummary> =>
    async (ids, signal) =>
      toSummaries(
        await requestJson(docker, {
          method: 'GET',
          path: '/containers/json',
          query: { all: true, ...(ids && { filters: JSON.stringify({ id: ids }) }) },
          signal,
        }).catch((thrown: unknown) => {
          throw toFailure(thrown, { context }, signal);
        }),
        now(),
      );

  async function readEvents(context: string, followed: Followed, stream: Readable) {
    for await (const said of readJsonLines<SaidEvent>(stream)) {
      const event = toEngineEvent(context, said, now());
      if (!event) continue;
      followed.containers.onEvent(event);
      followed.images.onEvent(event);
      followed.networks.onEvent(event);
      followed.volumes.onEvent(event);
      followed.events.add(event);
    }
  }

  return {
    async follow(connection) {
      const followed = of(connection.context);
      try {
        for (let shortLives = 0; shortLives < MAX_SHORT_LIVES && !connection.signal.aborted;) {
          const openedAt = performance.now();
          const opening = requestStream(connection.docker, {
            method: 'GET',
            path: '/events',
            signal: connection.signal,
          });
          opening.catch(() => {}); // it is awaited below, unless everything ends before
          // First the events, then the list: nothing falls between the two.
          await Promise.race([opening, pause(OPEN_MS, connection.signal)]);
          if (connection.signal.aborted) break;
          followed.containers.begin(listContainers(connection));
          followed.images.begin(listImages(connection));
          followed.networks.begin(listNetworks(connection));
          followed.volumes.begin(listVolumes(connection));
          await readEvents(connection.context, followed, await opening).catch(() => {}); // it is asked again below
          shortLives = performance.now() - openedAt < LEAST_LIFE_MS ? shortLives + 1 : 0;
        }
      } catch (thrown) {
        throw lost(connection.context, thrown);
      } finally {
        followed.containers.detach();
        followed.images.detach();
        followed.networks.detach();
        followed.volumes.detach();
      }
    },

    lose(context, failure) {
      const { containers, images, networks, volumes } = of(context);
      containers.lose(failure);
      images.lose(failure);
      networks.lose(failure);
      volumes.lose(failure);
    },

    watchContainers: (context, signal) => of(context).containers.watch(signal),
    watchImages: (context, signal) => of(context).images.watch(signal),
    watchNetworks: (context, signal) => of(context).networks.watch(signal),
    watchVolumes: (context, signal) => of(context).volumes.watch(signal),
    events: (context, signal) => of(context).events.read(signal),
    containers: (context) => all.get(context)?.containers.items,
    container: (context, id) => all.get(context)?.containers.get(id),

    close() {
      for (const { containers, images, networks, volumes } of all.values()) {
        containers.close();
        images.close();
        networks.close();
        volumes.close();
      }
    },
  };
}

const lost = (context: string, thrown: unknown) =>
  new AppFailure({
    code: 'engine-unreachable',
    context,
    reason: 'closed',
    message: 'The engine stopped, or the connection to it was cut.',
    hint: 'Gantry connects again as soon as the engine answers.',
    engineText: thrown instanceof Error ? thrown.message : String(thrown),
  });
