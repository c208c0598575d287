import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ImageDefaults } from '../../../../contract/model/image.ts';
import { IconButton } from '../../../ui/index.ts';
import { newPort, type PortRow } from './draft.ts';
import type { TakenPort } from './fieldErrors.ts';
import type { Problems } from './readDraft.ts';
import styles from './Run.module.css';

interface PortRowsProps {
  readonly rows: readonly PortRow[];
  readonly onChange: (rows: readonly PortRow[]) => void;
  readonly problems: Problems;
  readonly taken: ReadonlyMap<string, TakenPort>;
  /** What the image listens on. */
  readonly exposed: ImageDefaults['exposedPorts'];
  /** New rows are open to this computer only; not so for an engine elsewhere, where nobody would reach them. */
  readonly isLocal: boolean;
}

const LOOPBACK = '127.0.0.1';
const HOSTS = [
  { value: LOOPBACK, label: 'This computer only' },
  { value: '', label: 'Every network' },
  { value: 'other', label: 'One address…' },
];

export function PortRows({ rows, onChange, problems, taken, exposed, isLocal }: PortRowsProps) {
  const change = (key: string, fields: Partial<PortRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  const hostIp = isLocal ? LOOPBACK : '';
  const free = exposed.filter(
    ({ containerPort, protocol }) =>
      !rows.some((row) => row.containerPort === String(containerPort) && row.protocol === protocol),
  );
  return (
    <fieldset className={styles.section}>
      <legend>Ports</legend>
      {rows.map((row, index) => {
        const { key } = row;
        const owner = taken.get(key);
        const isOther = row.hostIp !== '' && row.hostIp !== LOOPBACK;
        return (
          <div key={key} className={styles.portRow}>
            <NativeSelect
              aria-label={`Port ${index + 1}: reachable from`}
              data={HOSTS}
              value={isOther ? 'other' : row.hostIp}
              onChange={(event) =>
                change(key, { hostIp: event.currentTarget.value === 'other' ? '0.0.0.0' : event.currentTarget.value })
              }
            />
            <TextInput
              aria-label={`Port ${index + 1}: host port`}
              placeholder="any free one"
              inputMode="numeric"
              value={row.hostPort}
              error={problems[`ports.${key}.hostPort`] ?? (owner && `Taken by ${owner.owner}.`)}
              onChange={(event) => change(key, { hostPort: event.currentTarget.value })}
            />
            <span className={styles.arrow} aria-hidden="true">
              →
            </span>
            <TextInput
              aria-label={`Port ${index + 1}: container port`}
              placeholder="container port"
              inputMode="numeric"
              value={row.containerPort}
              error={problems[`ports.${key}.containerPort`]}
              onChange={(event) => change(key, { containerPort: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={`Port ${index + 1}: protocol`}
              data={['tcp', 'udp', 'sctp']}
              value={row.protocol}
              onChange={(event) => change(key, { protocol: event.currentTarget.value as PortRow['protocol'] })}
            />
            <IconButton
              label={`Remove port ${index + 1}`}
              icon={<IconX aria-hidden="true" />}
              onClick={() => onChange(rows.filter((other) => other.key !== key))}
            />
            {isOther && (
              <TextInput
                className={styles.wholeRow}
                aria-label={`Port ${index + 1}: address`}
                value={row.hostIp}
                error={problems[`ports.${key}.hostIp`]}
                onChange={(event) => change(key, { hostIp: event.currentTarget.value })}
              />
            )}
            {owner?.suggestedPort !== undefined && (
              <Button
                className={styles.suggestion}
                variant="default"
                onClick={() => change(key, { hostPort: String(owner.suggestedPort) })}
              >
                Use {owner.suggestedPort} instead
              </Button>
            )}
          </div>
        );
      })}
      <div className={styles.adders}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rows, newPort({ hostIp })])}
        >
          Add a port
        </Button>
        {free.map(({ containerPort, protocol }) => (
          <Button
            key={`${containerPort}/${protocol}`}
            variant="subtle"
            onClick={() =>
              onChange([
                ...rows,
                newPort({ hostIp, hostPort: String(containerPort), containerPort: String(containerPort), protocol }),
              ])
            }
          >
            Publish {containerPort}/{protocol}, which the image listens on
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
