import { useMemo } from 'react';
import type { VolumeSummary } from '../../../../contract/model/volume.ts';
import {
  containerLists,
  PlainTogether,
  type TogetherKind,
  usePerContext,
  useTogether,
  volumeLists,
} from '../../togetherList/index.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { RemoveDialog } from '../actions/RemoveDialog.tsx';
import { VOLUME_WORDS } from '../actions/words.ts';
import { volumeColumns } from '../list/columns.tsx';
import { byLabel, createRowMaker, isUnused, labelOf, type VolumeRow } from '../list/volumeRows.ts';
import { volumeSearch } from '../search/volumeSearch.ts';
import { t } from '../texts/index.ts';

/** The volumes of several engines in one list. */
export function VolumesTogether() {
  const kind = useMemo(() => volumesTogether(), []);
  const together = useTogether();
  const volumes = volumeLists.useLists(together.names);
  const containers = containerLists.useLists(together.names);
  const lists = usePerContext(volumes, containers, makerOfRows);
  return (
    <PlainTogether
      kind={kind}
      together={together}
      lists={lists}
      removeDialog={({ items, ...props }) => <RemoveDialog {...props} names={items.map(({ id }) => id)} />}
    />
  );
}

// Who had an anonymous volume once is told by the list of its own engine.
function makerOfRows() {
  const make = createRowMaker();
  return (volumes: readonly VolumeSummary[], containers: readonly ContainerSummary[]) => make(volumes, containers, {});
}

const volumesTogether = (): TogetherKind<VolumeRow> => ({
  noun: 'volumes',
  words: VOLUME_WORDS,
  columnsOn: () => volumeColumns({ values: {}, isMeasuring: false }).filter(({ id }) => id !== 'size'),
  search: volumeSearch({}),
  placeholder: t('Search, or context:lab is:unused…'),
  compare: byLabel,
  nameOf: labelOf,
  isDimmed: isUnused,
  placeOf: ({ id }) => `/volumes/${encodeURIComponent(id)}`,
});
