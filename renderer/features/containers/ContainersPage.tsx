import { useSelector } from 'react-redux';
import { useRoute } from 'wouter';
import { deferred, SplitView } from '../../ui/index.ts';
import { RowMenu } from '../../ui/list/rowMenu.ts';
import { layoutStore } from '../settings/index.ts';
import { useIsDetailFull } from './detail/useIsDetailFull.ts';
import { ContainerList } from './list/ContainerList.tsx';
import { containersSlice } from './store/containersSlice.ts';
import { findContainer } from './store/findContainer.ts';
import { usePreload } from '../../ui/usePreload.ts';
import { t } from './texts/index.ts';

const ContainerDetail = deferred(async () => (await import('./detail/ContainerDetail.tsx')).ContainerDetail);

const PARTS = [ContainerDetail, RowMenu];

/** The list, and beside it the container that the address names: `/containers/:id/:tab`. */
export function ContainersPage() {
  const [, params] = useRoute('/containers/:id?/:tab?');
  const entities = useSelector(containersSlice.selectors.selectEntities);
  const context = useSelector(containersSlice.selectors.selectListContext);
  usePreload(PARTS);
  const [isFull] = useIsDetailFull();
  const asked = params?.id;
  const id = asked === undefined ? undefined : (findContainer(entities, asked)?.id ?? asked);
  return (
    <SplitView
      label={t('Size of the detail')}
      store={layoutStore}
      storeKey="containers.detail"
      defaultSize={580}
      list={<ContainerList openId={id} isCovered={isFull && id !== undefined} />}
      detail={
        id !== undefined && context !== undefined ? (
          <ContainerDetail key={id} context={context} id={id} tab={params?.tab} />
        ) : undefined
      }
    />
  );
}
