import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Context } from '../../../contract/model/context.ts';
import { client } from '../../rpc/index.ts';
import { IconButton } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import styles from './Disk.module.css';
import { type DiskThing, selectionOf } from './diskThings.ts';
import { countText, freesText } from './planWords.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { t } from './texts/index.ts';

interface PlanBarProps {
  readonly context: Context;
  readonly measuredAt: number;
  readonly chosen: readonly DiskThing[];
  readonly onClear: () => void;
}

/** While a selection is being made a plan for each of its states is not wanted. */
const SETTLE_MS = 150;

/** What the selection would free, worked out by the engine’s own state, and the way to do it. */
export function PlanBar({ context, measuredAt, chosen, onClear }: PlanBarProps) {
  const [isAsking, setAsking] = useState(false);
  const key = `${measuredAt} ${chosen.map(({ id }) => id).join(' ')}`;
  const { value: plan, error } = useLoad(
    key,
    (signal) => client.disk.plan({ context: context.name, selection: selectionOf(chosen) }, { signal }),
    SETTLE_MS,
  );
  return (
    <section className={styles.planBar} aria-label={t('The selection')}>
      <output className={styles.planText}>
        <b>{countText(chosen)}</b>
        {error && ` ${error.message}`}
        {!error && !plan && t(' Working out what comes free…')}
        {plan &&
          (plan.kept.length > 0
            ? t(' {{plan}}; {{kept}} cannot go', { plan: freesText(plan), kept: countText(plan.kept) })
            : ` ${freesText(plan)}`)}
      </output>
      <Button color="red" disabled={!plan} onClick={() => setAsking(true)}>
        {t('Remove…')}
      </Button>
      <IconButton label={t('Clear the selection')} icon={<IconX aria-hidden="true" />} onClick={onClear} />
      {isAsking && plan && (
        <RemoveDialog
          context={context}
          plan={plan}
          title={t('Remove {{going}}?', { going: countText(plan.going) || 'these' })}
          onDone={onClear}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
