import { IconLayoutGrid, IconTable } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useSelector } from 'react-redux';
import { useLocation, useRoute } from 'wouter';
import { IconButton, PageHeader } from '../../../ui/index.ts';
import { useListAvailability } from '../../engine/index.ts';
import { useLayoutValue } from '../../settings/index.ts';
import { NetworkSections } from '../NetworkSections.tsx';
import { useFollowedNetworks } from '../store/followNetworks.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { FindOnMap } from './FindOnMap.tsx';
import styles from './Map.module.css';
import { MapPanel } from './MapPanel.tsx';
import { MapTable } from './MapTable.tsx';
import { Picture } from './Picture.tsx';
import { useChosen } from './useChosen.ts';
import { useMap } from './useMap.ts';
import { chosenText } from './words.ts';
import { t } from '../texts/index.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Containers, networks, published ports and the outside as a picture: `/networks/map/:id`, of what is chosen. */
export function MapPage() {
  useFollowedNetworks();
  const [, params] = useRoute('/networks/map/:id?');
  const [, navigate] = useLocation();
  const [isTable, setTable] = useLayoutValue('networks.map.isTable', isBoolean, false);
  const error = useSelector(networksSlice.selectors.selectListError);
  const map = useMap();
  const { isShown, notice, unavailable } = useListAvailability({
    isLoaded: map.areLoaded,
    error,
    context: map.context,
    isEmpty: map.networks.length === 0,
  });
  const { chosen, lightOf } = useChosen(params?.id, map.containers, map.networks);
  const chosenId = chosen === undefined ? undefined : params?.id;
  const choose = useCallback(
    (id: string | undefined) =>
      navigate(id === undefined ? '/networks/map' : `/networks/map/${encodeURIComponent(id)}`, { replace: true }),
    [navigate],
  );
  const open = useCallback((id: string) => navigate(`/containers/${id}`), [navigate]);
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('Networks')}
        actions={
          <>
            <IconButton
              label={t('Put in order anew')}
              icon={<IconLayoutGrid aria-hidden="true" />}
              onClick={map.arrange}
              disabled={isTable}
            />
            <IconButton
              label={t('Show as a table')}
              isPressed={isTable}
              icon={<IconTable aria-hidden="true" />}
              onClick={() => setTable(!isTable)}
            />
          </>
        }
      >
        <NetworkSections current="/networks/map" />
        <FindOnMap map={map} chosen={chosen} onChoose={choose} />
      </PageHeader>
      {isShown && notice}
      {!isShown && (unavailable ?? <div className={styles.waiting}>{t('Drawing the map…')}</div>)}
      {isShown && (
        <div className={styles.body}>
          {isTable ? (
            <MapTable containers={map.containers} networks={map.networks} onChoose={choose} />
          ) : (
            <Picture
              key={map.context}
              map={map}
              chosenId={chosenId}
              lightOf={lightOf}
              onChoose={choose}
              onOpen={open}
            />
          )}
          {chosen && (
            <MapPanel context={map.context} chosen={chosen} onChoose={choose} onClose={() => choose(undefined)} />
          )}
        </div>
      )}
      <output className="g-visually-hidden">{chosen && chosenText(chosen)}</output>
    </div>
  );
}
