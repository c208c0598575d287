import { randomBytes } from 'node:crypto';
import { AppFailure } from '../../../contract/errors.ts';
import { type DaemonSettings, parseSettings, refused } from '../../native/settings.ts';
import type { DaemonProxies } from './hostTrust.ts';
import type { GuestLink } from './link.ts';

/** What the guest's own scripts rely on. The network is the guest's alone: it may be set as one likes. */
const MANAGED = [
  'data-root',
  'exec-root',
  'pidfile',
  'hosts',
  'containerd',
  'userland-proxy',
  'userland-proxy-path',
] as const;

const TIMEOUT_MS = 30_000;

/** The person's daemon.json. Throws `invalid-input` for what is not a JSON object, and for settings that are Gantry's. */
export const parseGuestSettings = (text: string): DaemonSettings => parseSettings(text, MANAGED);

/** What dockerd in the guest reads; proxies are the host's unless the person named others. IPv6 rules for the firewall cost seconds of a start: who wants IPv6 gets them. */
export function guestDaemon(settings: DaemonSettings, proxies?: DaemonProxies): DaemonSettings {
  const isIpv6 = settings['ipv6'] === true || 'fixed-cidr-v6' in settings;
  return {
    debug: false,
    ...(!isIpv6 && { ip6tables: false }),
    ...(proxies && { proxies }),
    ...settings,
    // Ports are the host's: the guest's program asks for them.
    'userland-proxy': true,
    'userland-proxy-path': '/usr/lib/gantry/port',
  };
}

/** Asks the guest's dockerd itself. Throws `invalid-input` with its words. */
export async function validateInGuest(link: Pick<GuestLink, 'run'>, settings: DaemonSettings): Promise<void> {
  const file = `/run/gantry/daemon.${randomBytes(4).toString('hex')}.json`;
  const command = `cat >${file}; dockerd --validate --config-file ${file}; status=$?; rm -f ${file}; exit $status`;
  const input = JSON.stringify(guestDaemon(settings));
  const { status, stdout, stderr } = await link.run(command, { timeoutMs: TIMEOUT_MS, input });
  if (status === 0) return;
  if (status === undefined) throw cutOff();
  const engineText = (stderr || stdout).trim().replaceAll(file, 'daemon.json');
  const reason = engineText
    .split('\n')
    .at(-1)
    ?.replace(/^unable to configure the Docker daemon with file daemon\.json: /, '');
  throw refused(`dockerd refuses this: ${reason}`, [], undefined, engineText);
}

/** Puts them in the guest's place and has the engine take over what it can without a restart. */
export async function reloadInGuest(
  link: Pick<GuestLink, 'run'>,
  settings: DaemonSettings,
  proxies?: DaemonProxies,
): Promise<void> {
  const file = '/etc/docker/daemon.json';
  const command = `cat >${file}.new && mv ${file}.new ${file} && kill -HUP "$(cat /run/gantry/dockerd.pid)"`;
  const input = `${JSON.stringify(guestDaemon(settings, proxies), undefined, 2)}\n`;
  const { status, stderr } = await link.run(command, { timeoutMs: TIMEOUT_MS, input });
  if (status === 0) return;
  throw new AppFailure({
    code: 'unexpected',
    message: 'The settings were saved, but the running engine did not take them over.',
    hint: 'Restart the engine.',
    engineText: stderr.trim(),
    detail: `exit status ${status}`,
  });
}

const cutOff = () =>
  new AppFailure({
    code: 'disconnected',
    message: 'The connection to the VM was lost while the settings were checked: they were not saved.',
    hint: 'Try again.',
  });
