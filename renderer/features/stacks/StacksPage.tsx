import { useSelector } from 'react-redux';
import { useRoute } from 'wouter';
import { deferred, SplitView } from '../../ui/index.ts';
import { decodePart } from '../../ui/decodePart.ts';
import { RowMenu } from '../../ui/list/rowMenu.ts';
import { usePreload } from '../../ui/usePreload.ts';
import { layoutStore } from '../settings/index.ts';
import { StackList } from './list/StackList.tsx';
import { stacksSlice } from './store/stacksSlice.ts';
import { t } from './texts/index.ts';

const StackDetail = deferred(async () => (await import('./detail/StackDetail.tsx')).StackDetail);
const PARTS = [StackDetail, RowMenu];

/** The list, and beside it the stack that the address names: `/stacks/:project/:tab`. */
export function StacksPage() {
  usePreload(PARTS);
  const [, params] = useRoute('/stacks/:project?/:tab?');
  const context = useSelector(stacksSlice.selectors.selectListContext);
  const project = decodePart(params?.project);
  return (
    <SplitView
      label={t('Size of the detail')}
      store={layoutStore}
      storeKey="stacks.detail"
      defaultSize={600}
      list={<StackList openId={project} />}
      detail={
        project !== undefined && context !== undefined ? (
          <StackDetail key={project} context={context} project={project} tab={params?.tab} />
        ) : undefined
      }
    />
  );
}
