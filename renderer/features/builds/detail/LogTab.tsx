import { memo } from 'react';
import type { BuildDetail } from '../../../../contract/model/build.ts';
import { client } from '../../../rpc/index.ts';
import { LineLog } from '../../logs/index.ts';
import { sourceName } from '../text/words.ts';
import { t } from '../texts/index.ts';

/** All that the steps printed, in the order in which they did. */
export function LogTab({ detail: { summary, steps } }: { readonly detail: BuildDetail }) {
  const printing = steps.filter(({ logSource }) => logSource !== undefined);
  const names = printing.toSorted((a, b) => (a.logSource ?? 0) - (b.logSource ?? 0)).map(sourceName);
  return (
    <WholeLog
      key={summary.id}
      id={summary.id}
      title={summary.title}
      nameKey={names.length > 1 ? names.join('\n') : ''}
      isEnded={summary.state !== 'running'}
    />
  );
}

interface WholeLogProps {
  readonly id: string;
  readonly title: string;
  /** Names of the sources, a line each; empty where there is one only. */
  readonly nameKey: string;
  readonly isEnded: boolean;
}

/** Not drawn anew with each change of a step: while much is printed there is better to do. */
const WholeLog = memo(function WholeLog({ id, title, nameKey, isEnded }: WholeLogProps) {
  return (
    <LineLog
      logKey={t('build {{id}}', { id })}
      label={t('Log of {{title}}', { title })}
      fileName={`build-${id.slice(0, 8)}`}
      read={({ since }, options) => client.builds.log({ buildId: id, since }, options)}
      names={nameKey === '' ? undefined : nameKey.split('\n')}
      isEnded={isEnded}
    />
  );
});
