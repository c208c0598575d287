import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { FileEntry, FileSource, NamedChange } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';

export interface Listing {
  /** Without symbolic links; of what is shown. */
  readonly path: string;
  readonly entries: readonly FileEntry[];
}

interface Reading {
  readonly readBytes: number;
  readonly expectedBytes?: number;
}

interface State {
  readonly asked: string;
  readonly listing?: Listing;
  readonly error?: AppError;
  readonly reading?: Reading;
}

export interface Listed extends Omit<State, 'asked'> {
  readonly isLoading: boolean;
}

/** What is in a directory; the one before stays until the next is whole. `turn` asks again, past what was kept. */
export function useListing(source: FileSource, path: string, turn: number, isReady: boolean): Listed {
  const [state, setState] = useState<State>({ asked: '' });
  const asked = isReady ? `${turn} ${path}` : '';

  useEffect(() => {
    if (asked === '') return undefined;
    const stop = new AbortController();
    const read = async () => {
      const entries: FileEntry[] = [];
      try {
        const input = { source, path, isFresh: turn > 1 };
        for await (const progress of client.files.list(input, { signal: stop.signal })) {
          if (progress.type === 'entries') for (const entry of progress.entries) entries.push(entry);
          else if (progress.type === 'listed') setState({ asked, listing: { path: progress.path, entries } });
          else setState((last) => ({ ...last, reading: progress }));
        }
      } catch (thrown) {
        // What was shown before stays beside what went wrong.
        if (!stop.signal.aborted)
          setState(({ listing }) => ({ asked, error: toAppError(thrown), ...(listing && { listing }) }));
      }
    };
    void read();
    return () => stop.abort();
  }, [source, path, turn, asked]);

  const { asked: shown, ...rest } = state;
  return { ...rest, isLoading: asked === '' || shown !== asked };
}

const NONE: readonly NamedChange[] = [];

/** What the container did in a directory of its image: comes after the list, and never holds it up. */
export function useChanges(source: FileSource, listing: Listing | undefined): readonly NamedChange[] {
  const [found, setFound] = useState<{ readonly listing: Listing; readonly changes: readonly NamedChange[] }>();
  useEffect(() => {
    if (!listing || source.kind !== 'container') return undefined;
    const stop = new AbortController();
    client.files.changes({ source, path: listing.path }, { signal: stop.signal }).then(
      (changes) => !stop.signal.aborted && setFound({ listing, changes }),
      () => undefined, // an engine that cannot compare says nothing of it
    );
    return () => stop.abort();
  }, [source, listing]);
  return found?.listing.path === listing?.path ? (found?.changes ?? NONE) : NONE;
}

/** Names below a directory, as they are found; whole paths. */
export function useFound(source: FileSource, path: string, query: string) {
  const [state, setState] = useState<{
    readonly asked: string;
    readonly entries: readonly FileEntry[];
    readonly isDone: boolean;
    readonly error?: AppError;
  }>();
  const asked = `${path}\n${query}`;
  useEffect(() => {
    if (query === '') return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => void search(), 200);
    async function search() {
      const entries: FileEntry[] = [];
      const show = (isDone: boolean, error?: AppError) =>
        !stop.signal.aborted && setState({ asked, entries: [...entries], isDone, ...(error && { error }) });
      try {
        for await (const batch of client.files.find({ source, path, query }, { signal: stop.signal })) {
          entries.push(...batch);
          show(false);
        }
        show(true);
      } catch (thrown) {
        show(true, toAppError(thrown));
      }
    }
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, path, query, asked]);
  return state?.asked === asked && query !== '' ? state : undefined;
}
