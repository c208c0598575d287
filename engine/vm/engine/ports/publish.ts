import { setTimeout as delay } from 'node:timers/promises';
import type { RunningVm } from '../../driver.ts';
import { GUEST_IP } from '../../qemu/args.ts';
import type { Env } from '../../run.ts';
import type { GuestLink } from '../link.ts';
import { type PortLine, type PortRequest, parsePortLine } from './lines.ts';
import { type OpenPort, isMissingIpv6, listenOnHost, refusal } from './listen.ts';
import { portOwner } from './owner.ts';

/** In the guest. */
const PORTS = 'exec /usr/lib/gantry/ports';
const AGAIN_MS = 500;

export interface PublishOptions {
  readonly link: Pick<GuestLink, 'begin' | 'openTcp'>;
  /** UDP goes by the hypervisor, where it can. */
  readonly vm: Pick<RunningVm, 'publish' | 'unpublish'>;
  readonly env: Env;
}

/**
 * Publishes on this machine what containers of the guest publish, for as long as it is open: each container's start waits
 * for the answer. After a lost connection what is published by then is made so again. Returns what ends it.
 */
export function publishPorts(options: PublishOptions): () => void {
  const open = new Map<string, OpenPort>();
  const closing = new AbortController();
  const closeAll = () => {
    for (const port of open.values()) port.close();
    open.clear();
  };
  const attend = async () => {
    while (!closing.signal.aborted) {
      await serve(options, open, closing.signal).catch(() => {});
      if (!closing.signal.aborted) await delay(AGAIN_MS, undefined, { ref: false });
    }
  };
  void attend();
  return () => {
    closing.abort();
    closeAll();
  };
}

/** One connection's worth: reads what is asked, answers it. Ends with the connection. */
async function serve(options: PublishOptions, open: Map<string, OpenPort>, signal: AbortSignal): Promise<void> {
  const { io, stderr } = await options.link.begin(PORTS);
  stderr.resume();
  const end = () => io.destroy();
  signal.addEventListener('abort', end);
  const listed = new Set<string>();
  const answer = (id: string, text: string) => void (io.destroyed || io.write(`${id} ${text}\n`));
  const take = async (line: PortLine): Promise<void> => {
    switch (line.type) {
      case 'listed':
        for (const id of open.keys()) if (!listed.has(id)) drop(open, id);
        return;
      case 'had':
        listed.add(line.id);
        // Nobody waits for the answer any more: a port that was taken meanwhile stays closed.
        if (!open.has(line.id)) await publish(options, open, line.id, line.request);
        return;
      case 'add':
        listed.add(line.id);
        drop(open, line.id); // The guest has started anew: its numbers mean other ports.
        return answer(line.id, await publish(options, open, line.id, line.request));
      case 'del':
        return drop(open, line.id);
      case 'unknown':
        if (line.id !== undefined) answer(line.id, 'Gantry does not understand what is asked of it');
    }
  };
  try {
    if (signal.aborted) return;
    let rest = '';
    for await (const chunk of io) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      // In order, for a port may be given back and asked for again.
      for (const line of lines) if (line.trim()) await take(parsePortLine(line));
      if (signal.aborted) return;
    }
  } finally {
    signal.removeEventListener('abort', end);
    io.destroy();
    if (signal.aborted) for (const id of [...open.keys()]) drop(open, id);
  }
}

function drop(open: Map<string, OpenPort>, id: string): void {
  open.get(id)?.close();
  open.delete(id);
}

/** `ok`, or why not in one line. */
async function publish(
  { link, vm, env }: PublishOptions,
  open: Map<string, OpenPort>,
  id: string,
  request: PortRequest,
): Promise<string> {
  try {
    const dial = () => link.openTcp(request.containerIp, request.containerPort);
    open.set(id, request.protocol === 'tcp' ? await listenOnHost(request, dial) : await publishUdp(vm, request));
    return 'ok';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (isMissingIpv6(request, code)) return 'ok';
    const owner = code === 'EADDRINUSE' ? await portOwner(request, env) : undefined;
    return (code === undefined ? message : refusal(request, code, owner)).replaceAll(/\s+/g, ' ');
  }
}

/** SSH carries no datagrams. The hypervisor leads to the guest's own port, and dockerd's rules from there on. */
async function publishUdp(vm: PublishOptions['vm'], request: PortRequest): Promise<OpenPort> {
  const { hostIp, hostPort } = request;
  if (hostIp === '::') return { close: () => {} }; // Besides all of IPv4: what there is, is published.
  if (!vm.publish || hostIp !== '0.0.0.0')
    throw new Error(`UDP can be published on 0.0.0.0 only, and only with QEMU: ${hostIp}:${hostPort}/udp is neither`);
  const port = { protocol: 'udp', hostIp, hostPort } as const;
  await vm.publish({ ...port, guestIp: GUEST_IP, guestPort: hostPort });
  return { close: () => void vm.unpublish?.(port).catch(() => {}) };
}
