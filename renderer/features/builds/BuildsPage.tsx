import { useRoute } from 'wouter';
import { SplitView } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { layoutStore } from '../settings/index.ts';
import { BuildDetailView, useIsDetailFull } from './detail/BuildDetailView.tsx';
import { BuildList } from './list/BuildList.tsx';
import { useBuilds } from './useBuilds.ts';
import { t } from './texts/index.ts';

/** Builds of the open context, and beside them the one that the address names: `/builds/:id/:tab`. */
export function BuildsPage() {
  const [, params] = useRoute('/builds/:id?/:tab?');
  const context = useSelectedContext()?.name;
  const { builds, error } = useBuilds();
  const [isFull] = useIsDetailFull();
  const id = params?.id;
  const own = builds?.filter((build) => build.context === context);
  return (
    <SplitView
      label={t('Size of the detail')}
      store={layoutStore}
      storeKey="builds.detail"
      defaultSize={720}
      list={<BuildList builds={own} error={error} openId={id} isCovered={isFull && id !== undefined} />}
      detail={
        id === undefined ? undefined : <BuildDetailView key={id} id={id} tab={params?.tab} builds={builds ?? []} />
      }
    />
  );
}
