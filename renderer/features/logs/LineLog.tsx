import { useState } from 'react';
import type { LineLogProps } from './lazyLogs.tsx';
import { LogPane } from './LogPane.tsx';
import { useLogSession } from './session/useLogSession.ts';

/** As many sources as a batch can tell apart. */
const SOURCES = Array.from({ length: 256 }, (_, index) => String(index));
const NO_NAMES: readonly string[] = [];

/** Lines that no container printed, read whole. */
export function LineLog({ logKey, label, fileName, read, names, isEnded }: LineLogProps) {
  const [attempt, setAttempt] = useState(0);
  const session = useLogSession({ context: logKey, ids: SOURCES }, NO_NAMES, attempt, read);
  return (
    <LogPane
      session={session}
      label={label}
      ids={SOURCES}
      names={names}
      fileNames={[fileName]}
      onRetry={() => setAttempt((last) => last + 1)}
      isEnded={isEnded}
    />
  );
}
