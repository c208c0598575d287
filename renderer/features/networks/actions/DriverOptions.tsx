import { Autocomplete, Checkbox, TextInput } from '@mantine/core';
import type { NetworkSurroundings } from '../../../../contract/model/network.ts';
import styles from './Actions.module.css';
import type { CreateDraft } from './createDraft.ts';
import { t } from '../texts/index.ts';

interface DriverOptionsProps {
  readonly draft: CreateDraft;
  readonly onChange: (fields: Partial<CreateDraft>) => void;
  readonly errorAt: (path: string) => string | undefined;
  readonly surroundings: NetworkSurroundings | undefined;
}

/** The options that people need, by what they do; any other can be written as a pair. */
export function DriverOptions({ draft, onChange, errorAt, surroundings }: DriverOptionsProps) {
  const isBridge = draft.driver === 'bridge';
  const isOnParent = draft.driver === 'macvlan' || draft.driver === 'ipvlan';
  return (
    <>
      <div className={styles.grid}>
        {isOnParent && (
          <Autocomplete
            label={t('Interface')}
            description={t('Of the engine’s machine; eth0.20 for a VLAN')}
            placeholder="eth0"
            data={[...(surroundings?.hostInterfaces ?? [])]}
            value={draft.parent}
            error={errorAt('options.parent')}
            onChange={(parent) => onChange({ parent })}
          />
        )}
        <TextInput
          label={t('Largest packet (MTU)')}
          description={t('Smaller inside a VPN or a cloud’s network')}
          placeholder="1500"
          inputMode="numeric"
          value={draft.mtu}
          error={errorAt('options.mtu')}
          onChange={(event) => onChange({ mtu: event.currentTarget.value })}
        />
        {isBridge && (
          <TextInput
            label={t('Name of the bridge')}
            description={t('As the machine shows it')}
            placeholder={t('br-…')}
            maxLength={15}
            spellCheck={false}
            value={draft.bridgeName}
            onChange={(event) => onChange({ bridgeName: event.currentTarget.value })}
          />
        )}
      </div>
      {isBridge && (
        <div className={styles.boxes}>
          <Checkbox
            label={t('Keep its containers apart (enable_icc=false)')}
            description={t('They reach the outside, but not one another')}
            checked={draft.isIccOff}
            onChange={(event) => onChange({ isIccOff: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('Do not translate addresses (enable_ip_masquerade=false)')}
            description={t('Containers go out with their own addresses; somebody must know the way back to them')}
            checked={draft.isMasqueradeOff}
            onChange={(event) => onChange({ isMasqueradeOff: event.currentTarget.checked })}
          />
        </div>
      )}
    </>
  );
}
