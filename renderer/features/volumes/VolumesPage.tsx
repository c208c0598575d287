import { useSelector } from 'react-redux';
import { deferred } from '../../ui/index.ts';
import { ListAndDetail } from '../../ui/list/ListAndDetail.tsx';
import { RowMenu } from '../../ui/list/rowMenu.ts';
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
  const context = useSelector(volumesSlice.selectors.selectListContext);
  return (
    <ListAndDetail
      place="volumes"
      store={layoutStore}
      list={(openId) => <VolumeList openId={openId} />}
      detail={
        context === undefined ? undefined : (id, tab) => <VolumeDetail key={id} context={context} name={id} tab={tab} />
      }
    />
  );
}
