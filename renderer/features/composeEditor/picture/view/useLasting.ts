import { useLayoutEffect, useRef, useState } from 'react';

type Handlers = Readonly<Record<string, (...args: never[]) => void>>;

/** Handlers that stay the same functions, and do what those of the last rendering do: for what is costly to render. */
export function useLasting<T extends Handlers>(handlers: T): T {
  const latest = useRef(handlers);
  useLayoutEffect(() => void (latest.current = handlers));
  const [lasting] = useState(() =>
    Object.fromEntries(
      Object.keys(handlers).map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]),
    ),
  );
  return lasting as T;
}
