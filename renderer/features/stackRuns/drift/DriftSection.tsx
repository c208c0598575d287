import { Button } from '@mantine/core';
import type { ServiceDrift, StackDrift } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { ChangeList } from '../dialogs/ChangeList.tsx';
import { reasonText, resourceWords } from '../dialogs/planWords.ts';
import { t } from '../texts/index.ts';
import { openStackRun, type StackToRun } from '../opening.ts';
import styles from './Drift.module.css';

interface DriftSectionProps {
  readonly stack: StackToRun;
  /** Changes when the files or the containers do: then it is looked at again. */
  readonly version: string;
}

/** Nothing changes for so long: a file that is being written, containers that are being made. */
const SETTLE_MS = 400;

/** Says how what runs differs from the file, and what to do about it; nothing where it does not. */
export function DriftSection({ stack, version }: DriftSectionProps) {
  const { value: drift } = useLoad(
    stack.files && `${JSON.stringify(stack)} ${version}`,
    (signal) => client.stackRuns.drift({ stack }, { signal }),
    SETTLE_MS,
  );
  if (!drift || count(drift) === 0) return null;
  return (
    <section className={styles.drift} aria-label={t('Differences from the file')}>
      <h3>{t('What runs differs from the file')}</h3>
      <ul>
        {drift.services.map((one) => (
          <li key={`${one.service} ${one.kind}`}>
            <strong>{one.service}</strong> {sentence(one)}
            <ChangeList changes={one.changes} of={one.service} />
          </li>
        ))}
        {drift.networks.map(({ name, step, changes }) => (
          <li key={`network ${name}`}>
            <strong>{t('network {{name}}', { name })}</strong> {resourceWords(step)[0]}
            <ChangeList changes={changes} of={name} />
          </li>
        ))}
        {drift.volumes.map(({ name, step, changes }) => (
          <li key={`volume ${name}`}>
            <strong>{t('volume {{name}}', { name })}</strong> {resourceWords(step)[0]}
            <ChangeList changes={changes} of={name} />
          </li>
        ))}
      </ul>
      <Button variant="default" size="xs" onClick={() => openStackRun({ kind: 'up', stack })}>
        {t('See what up would do…')}
      </Button>
    </section>
  );
}

const count = ({ services, networks, volumes }: StackDrift) => services.length + networks.length + volumes.length;

function sentence({ kind, containers, reasons }: ServiceDrift): string {
  const names = containers.join(', ');
  switch (kind) {
    case 'changed':
      return `${names}: ${reasonText(reasons)}`;
    case 'missing':
      return t('lacks {{names}}', { names });
    case 'surplus':
      return t('has more than the file says: {{names}}', { names });
    case 'orphan':
      return t('is not in the file: {{names}}', { names });
  }
}
