import { useEffect, useRef, useState } from 'react';
import { type AppError, isCancelled, toAppError } from '../../../../contract/errors.ts';
import type { ContextSettings } from '../../../../contract/model/contextEdit.ts';
import { client } from '../../../rpc/index.ts';

export interface ContextTest {
  readonly isBusy: boolean;
  /** `Docker 28.5.2, linux/amd64` */
  readonly engine: string | undefined;
  readonly error: AppError | undefined;
  run(settings: ContextSettings): void;
  /** What was tested is not what is typed any more. */
  forget(): void;
}

/** One try of a connection; it ends with the dialog. */
export function useContextTest(): ContextTest {
  const [state, setState] = useState<Pick<ContextTest, 'isBusy' | 'engine' | 'error'>>(NOTHING);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  return {
    ...state,
    forget() {
      abort.current?.abort();
      setState(NOTHING);
    },
    run(settings) {
      abort.current?.abort();
      const mine = (abort.current = new AbortController());
      setState({ ...NOTHING, isBusy: true });
      client.contexts.test(settings, { signal: mine.signal }).then(
        ({ product, version, os, arch }) => {
          if (mine.signal.aborted) return;
          const name = product === 'podman' ? 'Podman' : 'Docker';
          setState({ ...NOTHING, engine: `${name} ${version}, ${os}/${arch}` });
        },
        (thrown: unknown) => {
          if (!mine.signal.aborted && !isCancelled(thrown)) setState({ ...NOTHING, error: toAppError(thrown) });
        },
      );
    },
  };
}

const NOTHING = { isBusy: false, engine: undefined, error: undefined };
