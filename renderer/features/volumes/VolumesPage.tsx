import { useSelector } from 'react-redux';
import { useRoute } from 'wouter';
import { deferred, SplitView } from '../../ui/index.ts';
import { RowMenu } from '../../ui/list/rowMenu.ts';
import { decodePart } from '../../ui/decodePart.ts';
import { usePreload } from '../../ui/usePreload.ts';
import { layoutStore } from '../settings/index.ts';
import { VolumeList } from './list/VolumeList.tsx';
import { useFollowedVolumes } from './store/followVolumes.ts';
import { volumesSlice } from './store/volumesSlice.ts';

const VolumeDetail = deferred(async () => (await import('./detail/VolumeDetail.tsx')).VolumeDetail);
const PARTS = [VolumeDetail, RowMenu];

/** The list, and beside it the volume that the address names: `/volumes/:name/:tab`. */
export function VolumesPage() {
  useFollowedVolumes();
  usePreload(PARTS);
  const [, params] = useRoute('/volumes/:id?/:tab?');
  const context = useSelector(volumesSlice.selectors.selectListContext);
  const id = decodePart(params?.id);
  return (
    <SplitView
      label="Size of the detail"
      store={layoutStore}
      storeKey="volumes.detail"
      defaultSize={560}
      list={<VolumeList openId={id} />}
      detail={
        id !== undefined && context !== undefined ? (
          <VolumeDetail key={id} context={context} name={id} tab={params?.tab} />
        ) : undefined
      }
    />
  );
}
