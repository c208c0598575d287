import { useMemo } from 'react';
import type { BuildDetail } from '../../../../contract/model/build.ts';
import { client } from '../../../rpc/index.ts';
import { LineLog } from '../../logs/index.ts';
import { sourceName } from '../text/words.ts';

/** All that the steps printed, in the order in which they did. */
export function LogTab({ detail: { summary, steps } }: { readonly detail: BuildDetail }) {
  const names = useMemo(() => {
    const printing = steps.filter(({ logSource }) => logSource !== undefined);
    return printing.toSorted((a, b) => (a.logSource ?? 0) - (b.logSource ?? 0)).map(sourceName);
  }, [steps]);
  return (
    <LineLog
      key={summary.id}
      logKey={`build ${summary.id}`}
      label={`Log of ${summary.title}`}
      fileName={`build-${summary.id.slice(0, 8)}`}
      read={({ since }, options) => client.builds.log({ buildId: summary.id, since }, options)}
      names={names.length > 1 ? names : undefined}
      isEnded={summary.state !== 'running'}
    />
  );
}
