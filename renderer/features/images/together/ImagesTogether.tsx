import {
  containerLists,
  imageLists,
  PlainTogether,
  type TogetherKind,
  usePerContext,
  useTogether,
} from '../../togetherList/index.ts';
import { RemoveDialog } from '../actions/RemoveDialog.tsx';
import { IMAGE_WORDS } from '../actions/words.ts';
import { imageColumns } from '../list/columns.tsx';
import { byLabel, createRowMaker, type ImageRow, isUnused, labelOf } from '../list/imageRows.ts';
import { imageSearch } from '../search/imageSearch.ts';
import { t } from '../texts/index.ts';

/** The images of several engines in one list. */
export function ImagesTogether() {
  const together = useTogether();
  const images = imageLists.useLists(together.names);
  const containers = containerLists.useLists(together.names);
  const lists = usePerContext(images, containers, createRowMaker);
  return (
    <PlainTogether
      kind={KIND}
      together={together}
      lists={lists}
      removeDialog={({ items, ...props }) => (
        <RemoveDialog {...props} references={items.map(({ reference }) => reference)} />
      )}
    />
  );
}

const KIND: TogetherKind<ImageRow> = {
  noun: 'images',
  words: IMAGE_WORDS,
  // What images share is asked for by the list of one engine alone: its engine looks at every layer for it.
  columnsOn: ({ name }) =>
    imageColumns({ context: name, isGrouped: false, sharedSizes: {} }).filter(({ id }) => id !== 'shared'),
  search: imageSearch,
  get placeholder() {
    return t('Search, or context:lab is:unused…');
  },
  compare: byLabel,
  nameOf: labelOf,
  isDimmed: isUnused,
  placeOf: ({ id }) => `/images/${encodeURIComponent(id)}`,
};
