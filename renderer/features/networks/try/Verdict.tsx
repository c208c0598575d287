import { Button, Select } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReachReport } from '../../../../contract/model/reach.ts';
import { client } from '../../../rpc/index.ts';
import { notify } from '../../../ui/index.ts';
import { openConnectTo } from '../../connecting/index.ts';
import { useNetworkActions } from '../actions/useNetworkActions.ts';
import styles from './Try.module.css';
import type { Wanted } from './useTry.ts';
import { t } from '../texts/index.ts';

interface VerdictProps {
  readonly report: ReachReport;
  readonly wanted: Wanted;
  readonly onTry: (wanted: Wanted) => void;
}

const ICONS = {
  reaches: <IconCircleCheck size={18} aria-hidden="true" />,
  fails: <IconCircleX size={18} aria-hidden="true" />,
  unknown: <IconAlertTriangle size={18} aria-hidden="true" />,
};

/** The result in a sentence, and what can be done about it. */
export function Verdict({ report, wanted, onTry }: VerdictProps) {
  const { verdict, summary, hint, isDone, reason, targetId, toolImages } = report;
  const actions = useNetworkActions();
  const [image, setImage] = useState<string | null>(null);
  const { context, fromId } = wanted;
  const start = async (id: string) => {
    try {
      for await (const { error } of client.containers.apply({ context, ids: [id], action: { type: 'start' } })) {
        if (error) notify({ title: t('Could not start it'), message: error.message, tone: 'failure' });
        else onTry(wanted);
      }
    } catch {
      // The list says what became of it; the connection banner that it is lost.
    }
  };
  const isApart = reason === 'no-common-network' || reason === 'default-bridge-names' || reason === 'no-icc';
  return (
    <output className={styles.verdict} data-verdict={isDone ? verdict : undefined}>
      {isDone && ICONS[verdict]}
      <div>
        <div className={styles.summary}>{summary}</div>
        {hint !== undefined && <div className={styles.hint}>{hint}</div>}
        {isDone && (
          <div className={styles.remedies}>
            {isApart && targetId !== undefined && (
              <Button onClick={() => openConnectTo({ fromId, toId: targetId })}>{t('Connect them…')}</Button>
            )}
            {reason === 'internal' && (
              <Button onClick={() => actions.ask({ type: 'connect', containerId: fromId })}>
                {t('Connect to a network…')}
              </Button>
            )}
            {reason === 'not-running' && (
              <Button onClick={() => void start(fromId)}>{t('Start it and try again')}</Button>
            )}
            {reason === 'target-not-running' && targetId !== undefined && (
              <Button onClick={() => void start(targetId)}>{t('Start it and try again')}</Button>
            )}
            {(reason === 'nothing-listens' || reason === 'listens-on-loopback') && targetId !== undefined && (
              <Button variant="default" component="a" href={`#/containers/${targetId}/logs`}>
                {t('Its logs')}
              </Button>
            )}
            {toolImages && toolImages.length > 0 && (
              <>
                <Select
                  label={t('Image with tools')}
                  placeholder={t('Choose an image')}
                  data={[...toolImages]}
                  value={image}
                  onChange={setImage}
                />
                <Button disabled={image === null} onClick={() => image !== null && onTry({ ...wanted, image })}>
                  {t('Try from its side')}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
    </output>
  );
}
