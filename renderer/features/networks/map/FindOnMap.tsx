import { Select } from '@mantine/core';
import { useState } from 'react';
import styles from './Map.module.css';
import type { Chosen } from './useChosen.ts';
import type { MapOfEngine } from './useMap.ts';
import { t } from '../texts/index.ts';

interface FindOnMapProps {
  readonly map: MapOfEngine;
  readonly chosen: Chosen | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

/** Finds a container or a network by its name. Closed, it knows the chosen one only: the map changes often. */
export function FindOnMap({ map, chosen, onChoose }: FindOnMapProps) {
  const [isOpen, setOpen] = useState(false);
  const what = chosen && (chosen.type === 'container' ? chosen.container : chosen.network);
  const optionOf = ({ id, name }: { readonly id: string; readonly name: string }) => ({ value: id, label: name });
  return (
    <Select
      aria-label={t('Find on the map')}
      placeholder={t('Find a container or a network')}
      className={styles.find}
      data={
        isOpen
          ? [
              { group: t('Containers'), items: map.containers.map(optionOf) },
              { group: t('Networks'), items: map.networks.map(optionOf) },
            ]
          : what
            ? [optionOf(what)]
            : []
      }
      searchable
      clearable
      limit={50}
      value={what?.id ?? null}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onChange={(id) => onChoose(id ?? undefined)}
    />
  );
}
