import { useSelector } from 'react-redux';
import { deferred } from '../../ui/index.ts';
import { ListAndDetail } from '../../ui/list/ListAndDetail.tsx';
import { RowMenu } from '../../ui/list/rowMenu.ts';
import { usePreload } from '../../ui/usePreload.ts';
import { layoutStore } from '../settings/index.ts';
import { NetworkList } from './list/NetworkList.tsx';
import { useFollowedNetworks } from './store/followNetworks.ts';
import { networksSlice } from './store/networksSlice.ts';

const NetworkDetail = deferred(async () => (await import('./detail/NetworkDetail.tsx')).NetworkDetail);
const PARTS = [NetworkDetail, RowMenu];

/** The list, and beside it the network that the address names: `/networks/:id/:tab`. */
export function NetworksPage() {
  useFollowedNetworks();
  usePreload(PARTS);
  const context = useSelector(networksSlice.selectors.selectListContext);
  return (
    <ListAndDetail
      place="networks"
      store={layoutStore}
      list={(openId) => <NetworkList openId={openId} />}
      detail={
        context === undefined ? undefined : (id, tab) => <NetworkDetail key={id} context={context} id={id} tab={tab} />
      }
    />
  );
}
