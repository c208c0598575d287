import type { NetworkSettings } from '../../../../contract/model/network.ts';

/** A row of a form that grows. */
interface Keyed {
  readonly key: string;
}

export interface PairDraft extends Keyed {
  readonly name: string;
  readonly value: string;
}

export interface PoolDraft extends Keyed {
  readonly subnet: string;
  readonly gateway: string;
  readonly ipRange: string;
  /** `printer=192.168.5.9, nas=192.168.5.10` */
  readonly auxAddresses: string;
}

/** What stands in the form. */
export interface CreateDraft {
  readonly name: string;
  readonly driver: string;
  readonly pools: readonly PoolDraft[];
  readonly isInternal: boolean;
  readonly isAttachable: boolean;
  readonly isIpv6: boolean;
  readonly parent: string;
  readonly mtu: string;
  readonly bridgeName: string;
  readonly isIccOff: boolean;
  readonly isMasqueradeOff: boolean;
  readonly options: readonly PairDraft[];
  readonly labels: readonly PairDraft[];
}

let made = 0;
const nextKey = () => String(++made);

export const newPool = (): PoolDraft => ({ key: nextKey(), subnet: '', gateway: '', ipRange: '', auxAddresses: '' });
export const newPair = (): PairDraft => ({ key: nextKey(), name: '', value: '' });

export const emptyDraft = (): CreateDraft => ({
  name: '',
  driver: 'bridge',
  pools: [],
  isInternal: false,
  isAttachable: false,
  isIpv6: false,
  parent: '',
  mtu: '',
  bridgeName: '',
  isIccOff: false,
  isMasqueradeOff: false,
  options: [],
  labels: [],
});

const MTU = 'com.docker.network.driver.mtu';
const BRIDGE_NAME = 'com.docker.network.bridge.name';
const ICC = 'com.docker.network.bridge.enable_icc';
const MASQUERADE = 'com.docker.network.bridge.enable_ip_masquerade';

/** What the form says, as the engine is to get it: nothing is dropped but rows in which nothing stands. */
export function settingsOf(draft: CreateDraft): NetworkSettings {
  const isBridge = draft.driver === 'bridge';
  const isOnParent = draft.driver === 'macvlan' || draft.driver === 'ipvlan';
  return {
    name: draft.name.trim(),
    driver: draft.driver,
    pools: draft.pools.filter(isFilled).map(({ subnet, gateway, ipRange, auxAddresses }) => ({
      subnet: subnet.trim(),
      ...(gateway.trim() !== '' && { gateway: gateway.trim() }),
      ...(ipRange.trim() !== '' && { ipRange: ipRange.trim() }),
      auxAddresses: readAux(auxAddresses),
    })),
    isInternal: draft.isInternal,
    isAttachable: draft.isAttachable,
    isIpv6: draft.isIpv6,
    ipamDriver: 'default',
    options: {
      ...(isOnParent && draft.parent.trim() !== '' && { parent: draft.parent.trim() }),
      ...(draft.mtu.trim() !== '' && { [MTU]: draft.mtu.trim() }),
      ...(isBridge && draft.bridgeName.trim() !== '' && { [BRIDGE_NAME]: draft.bridgeName.trim() }),
      ...(isBridge && draft.isIccOff && { [ICC]: 'false' }),
      ...(isBridge && draft.isMasqueradeOff && { [MASQUERADE]: 'false' }),
      ...pairsOf(draft.options),
    },
    labels: pairsOf(draft.labels),
  };
}

const isFilled = ({ subnet, gateway, ipRange, auxAddresses }: PoolDraft): boolean =>
  [subnet, gateway, ipRange, auxAddresses].some((text) => text.trim() !== '');

/** The index that a row has among those of the settings; -1 for one in which nothing stands. */
export const poolIndex = (pools: readonly PoolDraft[], key: string): number =>
  pools.filter(isFilled).findIndex((pool) => pool.key === key);

const pairsOf = (pairs: readonly PairDraft[]): Record<string, string> =>
  Object.fromEntries(pairs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value]));

/** One without a name has its address for a name. */
function readAux(text: string): Record<string, string> {
  const entries = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part): [string, string] => {
      const at = part.indexOf('=');
      return at < 0 ? [part, part] : [part.slice(0, at), part.slice(at + 1)];
    });
  return Object.fromEntries(entries);
}
