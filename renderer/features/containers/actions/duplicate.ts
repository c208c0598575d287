import type { Dispatch } from '@reduxjs/toolkit';
import { toAppError } from '../../../../contract/errors.ts';
import type { RunSettings } from '../../../../contract/model/run.ts';
import { client } from '../../../rpc/index.ts';
import { notify } from '../../../ui/index.ts';
import { containersViewSlice } from '../store/viewSlice.ts';
import type { Target } from './apply.ts';
import { t } from '../texts/index.ts';

/** Opens the run form with what a container was made with. */
export async function duplicate(
  context: string,
  { id, name }: Target,
  names: readonly string[],
  dispatch: Dispatch,
): Promise<void> {
  try {
    const { settings } = await client.containerSettings.of({ context, id });
    const { copy, changes } = copyOf(settings, name, names);
    const origin = { text: t('A copy of {{name}}.', { name }), remarks: changes };
    dispatch(containersViewSlice.actions.dialogOpened({ type: 'run', settings: copy, origin }));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') return;
    notify({ title: t('Could not read the settings of {{name}}', { name }), message: error.message, tone: 'failure' });
  }
}

interface Copy {
  readonly copy: RunSettings;
  /** What is not as it was, in words. */
  readonly changes: readonly string[];
}

/** The same settings without what only one container can have: its name, its ports of the host, its addresses. */
export function copyOf(settings: RunSettings, name: string, names: readonly string[]): Copy {
  const isFixed = settings.ports.some(
    ({ hostPort, hostPortEnd }) => hostPort !== undefined && hostPortEnd === undefined,
  );
  const hasAddress = settings.networks.some(
    ({ ipv4Address, ipv6Address, macAddress }) => ipv4Address ?? ipv6Address ?? macAddress,
  );
  return {
    copy: {
      ...settings,
      name: freeName(name, names),
      ports: settings.ports.map((port) => (port.hostPortEnd === undefined ? { ...port, hostPort: undefined } : port)),
      networks: settings.networks.map((network) => ({
        ...network,
        ipv4Address: undefined,
        ipv6Address: undefined,
        macAddress: undefined,
      })),
    },
    changes: [
      ...(isFixed ? [t('It gets other ports of the host: any that are free, unless you choose them.')] : []),
      ...(hasAddress ? [t('It gets other addresses in its networks.')] : []),
    ],
  };
}

/** `web-copy`, `web-copy-2`, … */
function freeName(name: string, names: readonly string[]): string {
  const stem = `${name.replace(/-copy(-\d+)?$/, '')}-copy`;
  if (!names.includes(stem)) return stem;
  let number = 2;
  while (names.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
