import { useEffect, useState } from 'react';
import type { AppError } from '../../../../contract/errors.ts';
import type { DockerfileChoice } from '../../../../contract/model/build.ts';
import type { ContextReport } from '../../../../contract/model/buildContext.ts';
import { client, follow } from '../../../rpc/index.ts';

interface Measured {
  readonly report?: ContextReport;
  readonly error?: AppError;
  readonly again: () => void;
}

/** Measures what a build of the folder would send, anew for each folder and Dockerfile; nothing for an empty path. */
export function useContextReport(path: string, dockerfile: DockerfileChoice): Measured {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ key: string; report?: ContextReport; error?: AppError }>({ key: '' });
  // Of a pasted text only that it is one matters here.
  const choice = dockerfile.type === 'text' ? { type: 'text' as const, text: '' } : dockerfile;
  const key = JSON.stringify([path, choice, turn]);
  useEffect(() => {
    const [folder, chosen] = JSON.parse(key) as [string, DockerfileChoice];
    if (folder === '') return;
    return follow({
      open: (signal) => client.builds.measure({ path: folder, dockerfile: chosen }, { signal }),
      onItem: (report) => setState({ key, report }),
      onError: (error) => setState({ key, error }),
    });
  }, [key]);
  const again = () => setTurn((last) => last + 1);
  return state.key === key && path !== '' ? { ...state, again } : { again };
}
