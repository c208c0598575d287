import { NativeSelect } from '@mantine/core';
import { useSelector } from 'react-redux';
import { client } from '../../../../rpc/index.ts';
import { useLoad } from '../../../../ui/useLoad.ts';
import { containersSlice } from '../../store/containersSlice.ts';
import { isUp } from '../../text/state.ts';
import { cellOf, type Row } from '../draft/draft.ts';
import { emptyCells } from '../draft/readDraft.ts';
import { NETWORK_OPTIONS, networkFields } from '../fields/networks.ts';
import { useForm } from './formContext.ts';
import { RowList } from './RowList.tsx';
import { useOptions } from './useOptions.tsx';
import { useRows } from './useRows.ts';
import { t } from '../../texts/index.ts';

const field = networkFields.networks;
const OF_ENGINE = [
  {
    value: 'bridge',
    get label() {
      return t('Default bridge');
    },
  },
  {
    value: 'none',
    get label() {
      return t('None');
    },
  },
  {
    value: 'host',
    get label() {
      return t('Host: that of the machine');
    },
  },
];

export function NetworkRows() {
  const { context } = useForm();
  const { rows, dangerOf, add, remove } = useRows('networks');
  const networks = useLoad(context, (signal) => client.networks.list({ context }, { signal })).value ?? [];
  const own = networks.map(({ name }) => name).filter((name) => !OF_ENGINE.some(({ value }) => value === name));
  const unused = own.find((name) => !rows.some((row) => cellOf(row, 'name') === name));
  return (
    <RowList
      legend={t('Networks')}
      noun={t('network')}
      help={rows.length === 0 ? t('Without one it is on the default bridge.') : undefined}
      rows={rows}
      columns="1fr auto auto"
      dangerOf={dangerOf}
      onAdd={() => add({ ...emptyCells(field), name: unused ?? 'bridge' })}
      onRemove={remove}
      renderRow={(row, index) => <NetworkRow row={row} index={index} own={own} />}
    />
  );
}

interface NetworkRowProps {
  readonly row: Row;
  readonly index: number;
  /** Networks that somebody made. */
  readonly own: readonly string[];
}

function NetworkRow({ row, index, own }: NetworkRowProps) {
  const { problemAt, set } = useRows('networks');
  const containers = useSelector(containersSlice.selectors.selectItems).filter(({ state }) => isUp(state));
  const name = cellOf(row, 'name');
  const shared = containers.map((container) => ({ value: `container:${container.id}`, label: container.name }));
  const isKnown = [...own, ...[...OF_ENGINE, ...shared].map(({ value }) => value)].includes(name);
  const options = useOptions({
    of: `network ${index + 1}`,
    row,
    cells: field.cells,
    offered: /^(none|host|container:)/.test(name) ? [] : NETWORK_OPTIONS,
    all: NETWORK_OPTIONS,
    problemAt,
    onChange: (cells) => set(row.key, cells),
  });
  return (
    <>
      <NativeSelect
        aria-label={t('Network {{index}}', { index: index + 1 })}
        error={problemAt(row, 'name')}
        value={name}
        onChange={(event) => set(row.key, { name: event.currentTarget.value })}
        data={[
          ...own.map((each) => ({ value: each, label: each })),
          ...OF_ENGINE,
          // Named by a pasted command or a preset: it may be made until then.
          ...(isKnown ? [] : [{ value: name, label: name }]),
          ...(shared.length > 0 ? [{ group: t('That of a container'), items: shared }] : []),
        ]}
      />
      {options.button}
      {options.panel}
    </>
  );
}
