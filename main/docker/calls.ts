import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import type { EngineCall } from '../../contract/model/event.ts';

/** An action makes a few requests; one that makes thousands is told by the first of them. */
const MAX_CALLS = 50;
const MAX_VALUE = 200;

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

const noted = new AsyncLocalStorage<EngineCall[]>();

/** Runs something, and gathers in `calls` the requests that it makes to engines. */
export const notingCalls = <T>(calls: EngineCall[], run: () => T): T => noted.run(calls, run);

/** Opens a stream whose requests are noted for an action, whoever reads it. A `Readable` stays one. */
export type NotedCalls = <T>(open: () => AsyncIterable<T>) => AsyncIterable<T>;

/**
 * Taken where an action runs: what a stream asks is then noted for that action. A download is read by what answers the
 * browser, which knows of no action.
 */
export function callsNotedHere(): NotedCalls {
  const here = AsyncLocalStorage.snapshot();
  return (open) => {
    const opened = here(open);
    return opened instanceof Readable ? opened : notedBy(here, opened);
  };
}

async function* notedBy<T>(here: <R>(run: () => R) => R, opened: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const source = here(() => opened[Symbol.asyncIterator]());
  let isAtEnd = false;
  try {
    for (;;) {
      const next = await here(() => source.next());
      isAtEnd = next.done === true;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    if (!isAtEnd) await here(() => source.return?.());
  }
}

/** A request that is noted, or that nobody gathers. */
export interface NotedCall {
  answered(status: number | undefined): void;
  /** With what was made of it, as the engine's answer has it. */
  read(answer: unknown): void;
}

const UNNOTED: NotedCall = { answered() {}, read() {} };
/** What these answer is the id, or a volume's name, of something new. */
const MAKES = /^\/((containers|networks|volumes)\/create|commit)$/;

/** Notes a request where somebody gathers them. */
export function noteCall(method: string, path: string, query: Query, hasBody = false): NotedCall {
  const calls = noted.getStore();
  if (!calls || calls.length >= MAX_CALLS) return UNNOTED;
  const call: { -readonly [Key in keyof EngineCall]: EngineCall[Key] } = {
    method,
    path: path + search(query),
    ...(hasBody && { hasBody }),
  };
  calls.push(call);
  return {
    answered(status) {
      if (status !== undefined) call.status = status;
    },
    read(answer) {
      const { Id, Name } = (answer ?? {}) as { Id?: unknown; Name?: unknown };
      const made = Id ?? Name;
      if (MAKES.test(path) && typeof made === 'string') call.made = made;
    },
  };
}

function search(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value).slice(0, MAX_VALUE)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
