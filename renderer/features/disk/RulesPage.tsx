import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconRecycle, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { DiskPlan, DiskRule, KnownDiskRule } from '../../../contract/model/disk.ts';
import { client } from '../../rpc/index.ts';
import {
  EmptyState,
  ErrorNotice,
  formatDateTime,
  IconButton,
  LockedNote,
  Page,
  PageHeader,
  RelativeTime,
} from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { EngineUnavailable } from '../engine/index.ts';
import { useLocked } from '../settings/index.ts';
import styles from './Disk.module.css';
import { DiskSections } from './DiskSections.tsx';
import { countText, ruleText, runText, scheduleText } from './planWords.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { selectEndedAt } from './useUsage.ts';
import { t } from './texts/index.ts';

/** What is tidied up, again and again, by a rule. */
export function RulesPage() {
  const context = useSelectedContext();
  if (context?.state.type === 'connected') return <ConnectedRules key={context.name} context={context} />;
  return (
    <Page>
      <PageHeader title={t('Disk')}>
        <DiskSections current="/disk/rules" />
      </PageHeader>
      <EngineUnavailable {...(context && { context })} />
    </Page>
  );
}

type Asking =
  | { readonly type: 'edit'; readonly rule?: DiskRule }
  | { readonly type: 'run'; readonly rule: DiskRule; readonly plan: DiskPlan };

function ConnectedRules({ context }: { readonly context: Context }) {
  // A rule that runs by itself is a job.
  const endedAt = useSelector(selectEndedAt(context.name));
  const [turn, setTurn] = useState(0);
  const { value: rules, error } = useLoad(`${turn} ${endedAt}`, (signal) =>
    client.disk.rules({ context: context.name }, { signal }),
  );
  const [asking, setAsking] = useState<Asking>();
  const locked = useLocked('diskRules');
  const isLocked = locked !== undefined;
  const [failure, setFailure] = useState<AppError>();
  const [busyId, setBusyId] = useState<string>();
  const again = () => setTurn((last) => last + 1);

  async function look(rule: DiskRule) {
    setBusyId(rule.id);
    setFailure(undefined);
    try {
      setAsking({ type: 'run', rule, plan: await client.disk.planRule({ rule }) });
    } catch (thrown) {
      setFailure(toAppError(thrown));
    } finally {
      setBusyId(undefined);
    }
  }
  async function remove({ id }: DiskRule) {
    setFailure(undefined);
    await client.disk.removeRule({ id }).then(again, (thrown: unknown) => setFailure(toAppError(thrown)));
  }

  return (
    <Page isScrolling>
      <PageHeader
        title={t('Disk')}
        actions={
          <Button leftSection={<IconPlus size={14} />} disabled={isLocked} onClick={() => setAsking({ type: 'edit' })}>
            {t('New rule')}
          </Button>
        }
      >
        <DiskSections current="/disk/rules" />
      </PageHeader>
      {isLocked && <LockedNote reason={locked} />}
      {(failure ?? error) && <ErrorNotice isBlock error={(failure ?? error)!} />}
      {rules?.length === 0 && (
        <EmptyState icon={<IconRecycle />} title={t('No rules yet')}>
          {t(
            'A rule says what may go, such as containers that stopped a week ago. Run it when you like, and see what goes before it does; or let it run by itself.',
          )}
        </EmptyState>
      )}
      {rules && rules.length > 0 && (
        <ul className={styles.rules} aria-label={t('Rules')}>
          {rules.map((known) => (
            <RuleRow
              key={known.rule.id}
              known={known}
              isBusy={busyId === known.rule.id}
              isLocked={isLocked}
              onRun={() => void look(known.rule)}
              onEdit={() => setAsking({ type: 'edit', rule: known.rule })}
              onRemove={() => void remove(known.rule)}
            />
          ))}
        </ul>
      )}
      {asking?.type === 'edit' && (
        <RuleDialog
          context={context.name}
          {...(asking.rule && { rule: asking.rule })}
          onSaved={again}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking?.type === 'run' && (
        <RemoveDialog
          context={context}
          plan={asking.plan}
          title={t('Run “{{name}}”: remove {{going}}?', {
            name: asking.rule.name,
            going: countText(asking.plan.going) || t('nothing'),
          })}
          onDone={again}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Page>
  );
}

interface RuleRowProps {
  readonly known: KnownDiskRule;
  readonly isBusy: boolean;
  readonly isLocked: boolean;
  readonly onRun: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function RuleRow({ known: { rule, lastRun, nextRunAt }, isBusy, isLocked, onRun, onEdit, onRemove }: RuleRowProps) {
  return (
    <li className={styles.rule}>
      <div className={styles.ruleWords}>
        <div className={styles.ruleName}>{rule.name}</div>
        <div>{ruleText(rule)}</div>
        <div className={styles.dim}>
          {t('Runs {{rule}}', { rule: scheduleText(rule) })}
          {nextRunAt !== undefined && t(', next {{nextRunAt}}', { nextRunAt: formatDateTime(nextRunAt) })}
        </div>
        {lastRun && (
          <div className={lastRun.problem === undefined ? styles.dim : styles.problem}>
            <RelativeTime at={lastRun.at} />: {runText(lastRun)}
          </div>
        )}
      </div>
      <Button variant="default" loading={isBusy} onClick={onRun}>
        {t('Run…')}
      </Button>
      <IconButton
        label={t('Edit {{name}}', { name: rule.name })}
        icon={<IconPencil />}
        disabled={isLocked}
        onClick={onEdit}
      />
      <IconButton
        label={t('Remove {{name}}', { name: rule.name })}
        icon={<IconTrash />}
        disabled={isLocked}
        onClick={onRemove}
      />
    </li>
  );
}
