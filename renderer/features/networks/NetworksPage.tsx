import { useSelector } from 'react-redux';
import { useRoute } from 'wouter';
import { deferred, SplitView } from '../../ui/index.ts';
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
  const [, params] = useRoute('/networks/:id?/:tab?');
  const context = useSelector(networksSlice.selectors.selectListContext);
  const id = params?.id;
  return (
    <SplitView
      label="Size of the detail"
      store={layoutStore}
      storeKey="networks.detail"
      defaultSize={560}
      list={<NetworkList openId={id} />}
      detail={
        id !== undefined && context !== undefined ? (
          <NetworkDetail key={id} context={context} id={id} tab={params?.tab} />
        ) : undefined
      }
    />
  );
}
