import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { fetchLateCode } from './lateCode.ts';

type Deferred<Props> = ComponentType<Props> & {
  /** Fetches the code without showing anything: later it is there at once. */
  readonly preload: () => Promise<unknown>;
};

/**
 * A component whose code is fetched when it is first shown. In place of `React.lazy`: React holds back what comes out
 * of a Suspense fallback until 300 ms after the fallback, which is felt in every first opening of a panel.
 * When the code cannot be fetched, rendering throws: put it inside a boundary where that matters.
 * `module`: the name of the file that `load` imports, where it should not wait for the code of others.
 */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
  module?: string,
): Deferred<Props> {
  let Loaded: ComponentType<Props> | undefined;
  let loading: Promise<unknown> | undefined;

  function preload(): Promise<unknown> {
    loading ??= fetchLateCode(module)
      .then(load)
      .then(
        (component) => (Loaded = component),
        (thrown: unknown) => {
          loading = undefined; // the next showing tries again
          throw thrown;
        },
      );
    return loading;
  }

  function DeferredComponent(props: Props) {
    const [, setLoaded] = useState(Loaded !== undefined);
    const [failure, setFailure] = useState<{ readonly thrown: unknown }>();
    useEffect(() => {
      if (Loaded) return;
      let isShown = true;
      preload().then(
        () => isShown && setLoaded(true),
        (thrown: unknown) => isShown && setFailure({ thrown }),
      );
      return () => {
        isShown = false;
      };
    }, []);
    if (failure) throw failure.thrown;
    return Loaded ? <Loaded {...props} /> : waiting;
  }
  return Object.assign(DeferredComponent, { preload });
}
