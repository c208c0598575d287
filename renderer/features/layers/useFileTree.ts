import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import { client } from '../../rpc/index.ts';
import { type Directories, type FileLine, fileLines, PAGE, ROOT, withPage } from './fileLines.ts';

export type Filter = 'added' | 'changed' | 'removed' | 'wasted';

export interface TreeView {
  readonly context: string;
  readonly imageId: string;
  readonly layer: number;
  readonly scope: 'layer' | 'all';
  readonly only: readonly Filter[];
}

export interface FileTree {
  readonly lines: readonly FileLine[];
  readonly isLoaded: boolean;
  readonly total: number;
  readonly error?: AppError;
  readonly toggle: (path: string, isOpen: boolean) => void;
  /** Asks for a page that is on the screen and has not come. */
  readonly need: (path: string, page: number) => void;
}

const NOTHING: Directories = new Map();
/** A pseudo directory, whose content are the results of a search. */
const FOUND = '?';

/** The files of a layer, a page of a directory at a time; with a query, what was found instead. What is open stays so. */
export function useFileTree(view: TreeView, query: string): FileTree {
  const { context, imageId, layer, scope } = view;
  const only = view.only.join();
  const key = [context, imageId, layer, scope, only, query].join(' ');
  const root = query === '' ? ROOT : FOUND;
  const [state, setState] = useState<{ key: string; directories: Directories; error?: AppError }>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(new Set<string>());
  const abort = useRef(new AbortController());
  const directories = state?.key === key ? state.directories : NOTHING;

  const need = useCallback(
    (path: string, page: number) => {
      const id = `${key} ${path} ${page}`;
      if (asked.current.has(id)) return;
      asked.current.add(id);
      const { signal } = abort.current;
      const wanted = {
        context,
        imageId,
        layer,
        scope,
        only: only === '' ? [] : (only.split(',') as Filter[]),
        offset: page * PAGE,
        limit: PAGE,
      };
      const answer =
        path === FOUND
          ? client.layers.search({ ...wanted, query }, { signal })
          : client.layers.children({ ...wanted, path }, { signal });
      answer.then(
        (got) => {
          if (signal.aborted) return;
          setState((old) => ({
            key,
            directories: withPage(old?.key === key ? old.directories : NOTHING, path, page, got),
          }));
          const [only_] = got.files;
          // A lone directory is opened at once: nobody has to choose.
          if (path !== FOUND && got.total === 1 && only_?.hasChildren) setOpen((old) => new Set(old).add(only_.path));
        },
        (thrown: unknown) => {
          asked.current.delete(id);
          if (!signal.aborted)
            setState((old) => ({
              key,
              directories: old?.key === key ? old.directories : NOTHING,
              error: toAppError(thrown),
            }));
        },
      );
    },
    [key, context, imageId, layer, scope, only, query],
  );

  useEffect(() => {
    abort.current = new AbortController();
    asked.current = new Set();
    need(root, 0);
    const current = abort.current;
    return () => current.abort();
  }, [need, root]);

  const lines = useMemo(() => fileLines(directories, open, root), [directories, open, root]);
  const toggle = useCallback((path: string, isOpen: boolean) => {
    setOpen((old) => {
      const next = new Set(old);
      if (isOpen) next.add(path);
      else next.delete(path);
      return next;
    });
  }, []);
  return {
    lines,
    toggle,
    need,
    isLoaded: directories.has(root),
    total: directories.get(root)?.total ?? 0,
    ...(state?.key === key && state.error && { error: state.error }),
  };
}
