import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { Context } from '../../contract/model/context.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import { pause } from '../live/pause.ts';
import { metaDir } from './cliConfig.ts';
import {
  configDirOf,
  type ContextDefinition,
  discover,
  type Discovered,
  type DiscoverOptions,
  OWN_ENGINE,
  wellKnownSockets,
} from './discover.ts';
import { Link } from './link.ts';
import { watchPath } from './watchPath.ts';

const SETTLE_MS = 60;

export interface ContextsOptions extends DiscoverOptions {
  /** Where the person's choice is kept. */
  readonly selection: { readonly remembered: string | undefined; remember(name: string): Promise<void> };
  /** Wins over the remembered one for this run. */
  readonly contextName?: string | undefined;
  follow(connection: Connection): Promise<void>;
  onLost(context: string, error: AppFailure): void;
}

export interface Contexts {
  readonly getConnection: GetConnection;
  list(): readonly Context[];
  watch(signal: AbortSignal): AsyncIterable<readonly Context[]>;
  select(name: string): Promise<void>;
  reconnect(name: string): Promise<void>;
  /** Looks again at once: something was written. */
  rescan(): Promise<void>;
  /** Keeps one connected until the function that it gives is called. Throws `not-found`. */
  readonly hold: (name: string) => () => void;
  readonly cliArgs: (name: string) => readonly string[];
  /** The same for a program that Gantry runs itself: it goes over the connection that is there. */
  readonly programArgs: (name: string) => readonly string[];
  close(): void;
}

/** Knows which engines there are, and the way to each. */
export async function createContexts(options: ContextsOptions): Promise<Contexts> {
  const links = new Map<string, Link>();
  const watchers = new Set<() => void>();
  const configDir = configDirOf(options.env);
  let unwatch: (() => void)[] = [];
  let watchedMetas = '';
  let isClosed = false;
  let rescanning: Promise<void> | undefined;

  const changed = () => watchers.forEach((wake) => wake());

  function take({ definitions }: Discovered) {
    for (const [name, link] of links) {
      if (definitions.some((known) => known.name === name)) continue;
      link.close();
      links.delete(name);
      if (link.state.type !== 'unknown') options.onLost(name, notFound(name));
    }
    const known = new Map(links);
    links.clear(); // so that they are listed in the order in which they were found
    for (const definition of definitions) {
      const link = known.get(definition.name) ?? newLink(definition);
      link.redefine(definition);
      links.set(definition.name, link);
    }
  }

  const newLink = (definition: ContextDefinition) =>
    new Link(definition, {
      env: options.env,
      onState: changed,
      follow: (connection) => options.follow(connection),
      onLost: (error) => options.onLost(definition.name, error),
    });

  function linkOf(name: string): Link {
    const link = links.get(name);
    if (!link) throw notFound(name);
    return link;
  }

  async function watchFiles() {
    const metas = await readdir(metaDir(configDir)).catch(() => []);
    if (isClosed) return;
    for (const stop of unwatch) stop();
    watchedMetas = metas.join();
    unwatch = [
      watchPath(join(configDir, 'config.json'), rescanSoon),
      watchPath(metaDir(configDir), rescanSoon, { inside: true }),
      ...metas.map((dir) => watchPath(join(metaDir(configDir), dir), rescanSoon, { inside: true })),
      ...wellKnownSockets(options).map(({ path }) => watchPath(path, rescanSoon)),
      ...[...links.values()].flatMap(({ definition: { name, endpoint } }) => {
        const socket = /^unix:\/\/(.+)$/.exec(endpoint)?.[1];
        return socket ? [watchPath(socket, () => existsSync(socket) && links.get(name)?.retryNow())] : [];
      }),
    ];
  }

  function find() {
    const names = [options.contextName, options.selection.remembered, selected];
    return discover({ ...options, wanted: new Set(names.filter((name) => name !== undefined)) });
  }

  async function rescan() {
    const found = await find();
    if (isClosed) return;
    const before = JSON.stringify(found.definitions.map(plain));
    const had = JSON.stringify([...links.values()].map(({ definition }) => plain(definition)));
    if (before === had) {
      const metas = await readdir(metaDir(configDir)).catch(() => []);
      if (metas.join() === watchedMetas || isClosed) return;
      // The folder of a context came before what is in it, and was not watched yet.
      await watchFiles();
      return rescanSoon();
    }
    take(found);
    if (!links.has(selected)) hold(firstChoice(found));
    await watchFiles();
    changed();
  }

  function rescanSoon() {
    rescanning ??= pause(SETTLE_MS)
      .then(() => {
        rescanning = undefined;
        return rescan();
      })
      .catch(() => {}); // what was known stays
  }

  function firstChoice({ definitions, current }: Discovered): string {
    const wanted = [options.contextName, options.selection.remembered, current].find(
      (name) => name !== undefined && definitions.some((known) => known.name === name),
    );
    const chosen = definitions.find(({ name }) => name === wanted) ?? definitions[0];
    const isGuess = wanted === undefined || (wanted === current && chosen?.source === 'default-socket');
    if (chosen && isGuess && !socketExists(chosen)) {
      // Nobody asked for the default socket and nothing listens there: an engine that runs is the better first sight.
      const other = definitions.find((known) => known !== chosen && known.source !== 'cli' && socketExists(known));
      const own = definitions.find(({ name }) => name === OWN_ENGINE);
      return (other ?? own ?? chosen).name;
    }
    return chosen?.name ?? 'default';
  }

  function hold(name: string) {
    const before = release;
    selected = name;
    release = links.get(name)?.hold() ?? (() => {});
    before();
  }

  const list = (): readonly Context[] =>
    [...links.values()].map(({ definition, state }) => ({
      ...plain(definition),
      isSelected: definition.name === selected,
      state,
    }));

  let selected = '';
  let release = () => {};
  const found = await find();
  take(found);
  if (options.contextName !== undefined) linkOf(options.contextName);
  hold(firstChoice(found));
  await watchFiles();

  return {
    list,
    getConnection: async (name, signal) => linkOf(name).get(signal),
    hold: (name) => linkOf(name).hold(),
    cliArgs: (name) => linkOf(name).definition.cliArgs,
    programArgs: (name) => linkOf(name).programArgs,

    async *watch(signal) {
      let hasMore = true;
      let wake = () => {};
      const onChange = () => {
        hasMore = true;
        wake();
      };
      watchers.add(onChange);
      signal.addEventListener('abort', onChange, { once: true });
      try {
        while (!signal.aborted) {
          if (hasMore) {
            hasMore = false;
            yield list();
          } else {
            await new Promise<void>((resolve) => (wake = resolve));
          }
        }
      } finally {
        watchers.delete(onChange);
        signal.removeEventListener('abort', onChange);
      }
    },

    async select(name) {
      linkOf(name);
      if (name !== selected) hold(name);
      changed();
      rescanSoon(); // the one that was left may be a socket that is gone
      await options.selection.remember(name);
    },

    async reconnect(name) {
      await rescan();
      const link = linkOf(name);
      link.retryNow();
      await link.get();
    },

    rescan,

    close() {
      isClosed = true;
      for (const stop of unwatch) stop();
      for (const link of links.values()) link.close();
      changed();
    },
  };
}

const plain = ({ resolve: _resolve, ...definition }: ContextDefinition) => definition;

const socketExists = ({ endpoint }: ContextDefinition): boolean =>
  endpoint.startsWith('unix://') ? existsSync(endpoint.slice('unix://'.length)) : true;

function notFound(name: string): AppFailure {
  return new AppFailure({
    code: 'not-found',
    message: `There is no context “${name}”.`,
    hint: 'docker context ls shows those that the docker CLI knows; it may have been removed there.',
  });
}
