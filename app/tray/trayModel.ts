import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Context } from '../../contract/model/context.ts';
import type { EngineState } from '../../contract/model/engine.ts';
import type { StackSummary } from '../../contract/model/stack.ts';

/** A menu that is longer than a screen helps nobody: the rest is in the window. */
const MOST = 12;

export interface TrayContainer {
  readonly id: string;
  readonly name: string;
  readonly isRunning: boolean;
  /** Published to this computer: `http://localhost:8080`. */
  readonly ports: readonly { readonly label: string; readonly address?: string }[];
}

export interface TrayStack {
  readonly project: string;
  readonly runningCount: number;
  readonly containerCount: number;
  readonly isRunning: boolean;
  /** Nothing can be done with one whose files nobody knows. */
  readonly canRun: boolean;
}

export interface TrayModel {
  readonly context?: string;
  readonly isLocal: boolean;
  readonly state: 'connected' | 'connecting' | 'unreachable' | 'none';
  /** Of Gantry's own, where it is the one that is open. */
  readonly own?: EngineState['type'];
  readonly runningCount: number;
  readonly containers: readonly TrayContainer[];
  readonly moreContainers: number;
  readonly stacks: readonly TrayStack[];
}

export interface TrayFacts {
  readonly contexts: readonly Context[];
  readonly containers: readonly ContainerSummary[];
  readonly stacks: readonly StackSummary[];
  readonly own: EngineState | undefined;
}

/** What the tray shows: running containers first, then those that ended last; those of stacks are in their stack. */
export function trayModel({ contexts, containers, stacks, own }: TrayFacts): TrayModel {
  const context = contexts.find(({ isSelected }) => isSelected);
  if (!context) return { state: 'none', isLocal: true, runningCount: 0, containers: [], moreContainers: 0, stacks: [] };
  const state: TrayModel['state'] =
    context.state.type === 'connected'
      ? 'connected'
      : context.state.type === 'unreachable'
        ? 'unreachable'
        : 'connecting';
  const isOwn = context.source === 'own-engine';
  const said = {
    ...{ context: context.name, isLocal: context.isLocal, state },
    ...(isOwn && own && { own: own.type }),
  } as const;
  // What was known of one that does not answer is no state of it.
  if (state !== 'connected') return { ...said, runningCount: 0, containers: [], moreContainers: 0, stacks: [] };
  const alone = containers.filter(({ stack }) => stack === undefined).toSorted(byUse);
  return {
    ...said,
    runningCount: containers.filter(isUp).length,
    containers: alone.slice(0, MOST).map((container) => trayContainer(container, context.isLocal)),
    moreContainers: Math.max(0, alone.length - MOST),
    stacks: stacks
      .filter(({ containerCount, definition }) => containerCount > 0 || definition.type === 'here')
      .toSorted((a, b) => Number(b.runningCount > 0) - Number(a.runningCount > 0) || compare(a.project, b.project))
      .slice(0, MOST)
      .map(({ project, runningCount, containerCount, definition, files }) => ({
        ...{ project, runningCount, containerCount, isRunning: runningCount > 0 },
        canRun: containerCount > 0 || (definition.type === 'here' && files !== undefined),
      })),
  };
}

const isUp = ({ state }: ContainerSummary): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';

const byUse = (a: ContainerSummary, b: ContainerSummary): number =>
  Number(isUp(b)) - Number(isUp(a)) ||
  (isUp(a) ? 0 : (b.stateSinceAt ?? b.createdAt) - (a.stateSinceAt ?? a.createdAt)) ||
  compare(a.name, b.name);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function trayContainer(container: ContainerSummary, isLocal: boolean): TrayContainer {
  const published = new Map<number, TrayContainer['ports'][number]>();
  for (const { containerPort, protocol, hostIp, hostPort } of container.ports) {
    if (hostPort === undefined || published.has(hostPort)) continue;
    const label = `${hostPort} → ${containerPort}/${protocol}`;
    // One that is bound to an address of its own is not on localhost.
    const isHere = isLocal && (hostIp === undefined || /^(0\.0\.0\.0|127\.0\.0\.1|::|::1)?$/.test(hostIp));
    const scheme = containerPort === 443 || containerPort === 8443 ? 'https' : 'http';
    published.set(hostPort, {
      label,
      ...(isHere && protocol === 'tcp' && { address: `${scheme}://localhost:${hostPort}` }),
    });
  }
  return { id: container.id, name: container.name, isRunning: isUp(container), ports: [...published.values()] };
}
