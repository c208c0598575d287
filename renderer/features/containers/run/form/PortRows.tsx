import { Button, NativeSelect } from '@mantine/core';
import { useSelectedContext } from '../../../contexts/index.ts';
import { cellOf, type Row } from '../draft/draft.ts';
import { PROTOCOL_OPTIONS } from '../fields/ports.ts';
import { useForm } from './formContext.ts';
import { RowList } from './RowList.tsx';
import { TextField } from './TextField.tsx';
import { useRows } from './useRows.ts';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';

const LOOPBACK = '127.0.0.1';
const HOSTS = [
  { value: LOOPBACK, label: 'This computer only' },
  { value: '', label: 'Every network' },
  { value: 'other', label: 'One address…' },
];

/** New rows are open to this computer only; not so for an engine elsewhere, where nobody would reach them. */
export function PortRows() {
  const { taken, defaults } = useForm();
  const isLocal = useSelectedContext()?.isLocal ?? true;
  const { rows, problemAt, dangerOf, add, set, remove } = useRows('ports');
  const hostIp = isLocal ? LOOPBACK : '';
  const free = (defaults?.exposedPorts ?? []).filter(
    ({ containerPort, protocol }) =>
      !rows.some(
        (row) => cellOf(row, 'containerPort') === String(containerPort) && cellOf(row, 'protocol') === protocol,
      ),
  );
  const renderRow = (row: Row, index: number) => {
    const owner = taken.get(row.key);
    const address = cellOf(row, 'hostIp');
    const isOther = address !== '' && address !== LOOPBACK;
    const name = (cell: string) => `Port ${index + 1}: ${cell}`;
    const input = (cell: string, label: string, placeholder: string, problem = problemAt(row, cell)) => (
      <TextField
        name={name(label)}
        placeholder={placeholder}
        value={cellOf(row, cell)}
        problem={problem}
        onChange={(text) => set(row.key, { [cell]: text })}
      />
    );
    return (
      <>
        <NativeSelect
          aria-label={name('reachable from')}
          data={HOSTS}
          value={isOther ? 'other' : address}
          onChange={({ currentTarget: { value } }) => set(row.key, { hostIp: value === 'other' ? '0.0.0.0' : value })}
        />
        {input(
          'hostPort',
          'host port',
          'any free one',
          problemAt(row, 'hostPort') ?? (owner && `Taken by ${owner.owner}.`),
        )}
        <span className={styles.arrow} aria-hidden="true">
          →
        </span>
        {input('containerPort', 'container port', 'container port')}
        <TextField
          name={name('protocol')}
          input="select"
          options={PROTOCOL_OPTIONS}
          value={cellOf(row, 'protocol')}
          problem={problemAt(row, 'protocol')}
          onChange={(protocol) => set(row.key, { protocol })}
        />
        {/* Under the first line, before the button in the order of the keyboard. */}
        {isOther && (
          <TextField
            className={styles.secondLine}
            name={name('address')}
            value={address}
            problem={problemAt(row, 'hostIp')}
            onChange={(text) => set(row.key, { hostIp: text })}
          />
        )}
        {owner?.suggestedPort !== undefined && (
          <Button
            className={styles.suggestion}
            variant="default"
            onClick={() => set(row.key, { hostPort: String(owner.suggestedPort) })}
          >
            Use {owner.suggestedPort} instead
          </Button>
        )}
      </>
    );
  };
  return (
    <RowList
      legend="Ports"
      noun="port"
      help={rows.length > 0 ? 'A range, such as 8000-8010, is as many ports.' : undefined}
      rows={rows}
      columns="10.5rem 1fr auto 1fr 4.5rem auto"
      dangerOf={dangerOf}
      onAdd={() => add({ hostIp, hostPort: '', containerPort: '', protocol: 'tcp' })}
      onRemove={remove}
      renderRow={renderRow}
    >
      {free.map(({ containerPort, protocol }) => (
        <Button
          key={`${containerPort}/${protocol}`}
          variant="subtle"
          onClick={() =>
            add({ hostIp, hostPort: String(containerPort), containerPort: String(containerPort), protocol })
          }
        >
          Publish {containerPort}/{protocol}, which the image listens on
        </Button>
      ))}
      <span className={look.space} />
    </RowList>
  );
}
