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
import { t } from '../../texts/index.ts';

const LOOPBACK = '127.0.0.1';
const hosts = (isLocal: boolean) => [
  { value: LOOPBACK, label: isLocal ? t('This computer only') : t('Its machine only') },
  { value: '', label: t('Every network') },
  { value: 'other', label: t('One address…') },
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
    const name = (cell: string) => t('Port {{index}}: {{cell}}', { index: index + 1, cell });
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
          aria-label={name(t('reachable from'))}
          data={hosts(isLocal)}
          value={isOther ? 'other' : address}
          onChange={({ currentTarget: { value } }) => set(row.key, { hostIp: value === 'other' ? '0.0.0.0' : value })}
        />
        {input(
          'hostPort',
          t('host port'),
          t('any free one'),
          problemAt(row, 'hostPort') ?? (owner && t('Taken by {{owner}}.', { owner: owner.owner })),
        )}
        <span className={styles.arrow} aria-hidden="true">
          →
        </span>
        {input('containerPort', t('container port'), t('container port'))}
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
            {t('Use {{suggestedPort}} instead', { suggestedPort: owner.suggestedPort })}
          </Button>
        )}
      </>
    );
  };
  return (
    <RowList
      legend={t('Ports')}
      noun={t('port')}
      help={rows.length > 0 ? t('A range, such as 8000-8010, is as many ports.') : undefined}
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
          {t('Publish {{containerPort}}/{{protocol}}, which the image listens on', { containerPort, protocol })}
        </Button>
      ))}
      <span className={look.space} />
    </RowList>
  );
}
