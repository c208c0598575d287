import { createSocket } from 'node:dgram';
import { createServer, isIPv4, isIPv6 } from 'node:net';
import { type AppError, AppFailure } from '../../../contract/errors.ts';
import type { PublishedPort } from '../driver.ts';
import { NETDEV } from './args.ts';
import type { Qmp } from './qmp.ts';

export type Forward = PublishedPort & { readonly guestIp: string; readonly guestPort: number };

/** QEMU itself listens on the host's port and passes on what comes. It does not say why it cannot, so the system is asked. */
export async function addForward(qmp: Pick<Qmp, 'monitor'>, forward: Forward): Promise<void> {
  check(forward);
  const rule = `${source(forward)}-${forward.guestIp}:${forward.guestPort}`;
  const said = (await qmp.monitor(`hostfwd_add ${NETDEV} ${rule}`)).trim();
  if (said === '') return;
  const errno = await bindError(forward);
  const again = errno ? said : (await qmp.monitor(`hostfwd_add ${NETDEV} ${rule}`)).trim(); // It was freed meanwhile.
  if (again !== '') throw new AppFailure(forwardFailure(forward, errno, again));
}

export async function removeForward(qmp: Pick<Qmp, 'monitor'>, port: PublishedPort): Promise<void> {
  await qmp.monitor(`hostfwd_remove ${NETDEV} ${source(port)}`);
}

/** The port of the host that leads to `guestPort`, from what `info usernet` prints. */
export function forwardedPort(usernet: string, guestPort: number): number | undefined {
  const row = /TCP\[HOST_FORWARD\]\s+\d+\s+\S+\s+(\d+)\s+\S+\s+(\d+)\s/g;
  const found = [...usernet.matchAll(row)].find(([, , to]) => Number(to) === guestPort);
  return found && Number(found[1]);
}

const source = ({ protocol, hostIp, hostPort }: PublishedPort): string => `${protocol}:${hostIp}:${hostPort}`;

/** The monitor's line is made of these: nothing else may get into it. */
function check({ protocol, hostIp, hostPort, guestIp, guestPort }: Forward): void {
  if (isIPv6(hostIp) || isIPv6(guestIp)) {
    throw new AppFailure({
      code: 'unsupported',
      message: 'QEMU’s own forwarding knows no IPv6.',
      hint: 'The port is published over SSH instead.',
    });
  }
  const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;
  const wrong = [
    ...(isIPv4(hostIp) ? [] : ['hostIp']),
    ...(isIPv4(guestIp) ? [] : ['guestIp']),
    ...(isPort(hostPort) ? [] : ['hostPort']),
    ...(isPort(guestPort) ? [] : ['guestPort']),
    ...(protocol === 'tcp' || protocol === 'udp' ? [] : ['protocol']),
  ];
  if (wrong.length === 0) return;
  throw new AppFailure({
    code: 'invalid-input',
    path: wrong.slice(0, 1),
    message: `${wrong[0]} of the port is not valid.`,
  });
}

/** Why this process cannot listen there either; undefined when it can. */
function bindError({ protocol, hostIp, hostPort }: PublishedPort): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
    if (protocol === 'tcp') {
      const server = createServer().once('error', failed);
      server.listen({ port: hostPort, host: hostIp, exclusive: true }, () => server.close(() => resolve(undefined)));
    } else {
      const socket = createSocket('udp4').once('error', failed);
      socket.bind({ port: hostPort, address: hostIp, exclusive: true }, () => socket.close(() => resolve(undefined)));
    }
  });
}

export function forwardFailure(
  { protocol, hostIp, hostPort }: PublishedPort,
  errno: string | undefined,
  engineText: string,
  platform = process.platform,
): AppError {
  const address = `${hostIp}:${hostPort}/${protocol}`;
  switch (errno) {
    case 'EADDRINUSE':
      return {
        code: 'port-in-use',
        hostIp,
        hostPort,
        message: `The port ${address} is taken by another program of this machine.`,
        hint: 'Publish on another port, or end the program that has it.',
        engineText,
      };
    case 'EACCES':
      return {
        code: 'permission-denied',
        message: `This user may not listen on ${address}.`,
        hint:
          platform === 'win32'
            ? 'Windows keeps some ranges for itself: “netsh interface ipv4 show excludedportrange protocol=tcp” lists them. Publish on a port outside them.'
            : 'Ports below 1024 are for administrators: publish on a higher one.',
        engineText,
      };
    case 'EADDRNOTAVAIL':
      return {
        code: 'invalid-input',
        path: ['hostIp'],
        message: `This machine has no address ${hostIp}.`,
        hint: 'Publish on 127.0.0.1, on 0.0.0.0 (all addresses), or on an address this machine has.',
        engineText,
      };
    default:
      return {
        code: 'unexpected',
        message: `QEMU could not listen on ${address}.`,
        hint: 'Publish on another port.',
        engineText,
        detail: errno ?? 'the system says that the port is free',
      };
  }
}
