import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { EngineEvent } from '../../../contract/model/event.ts';
import type { List } from '../mirror.ts';
import { pause } from '../pause.ts';

export const ACTIONS = [
  'create',
  'start',
  'die',
  'pause',
  'unpause',
  'rename',
  'health_status: healthy',
  'health_status: unhealthy',
  'connect',
  'disconnect',
  'exec_create: sh',
  'destroy',
] as const;
export type FakeAction = (typeof ACTIONS)[number];

/** Said before the engine's own list has it, as dockerd does. */
const EARLY: readonly FakeAction[] = ['pause', 'unpause', 'connect', 'disconnect'];

/** An engine of containers without processes: its events, and a list that lags as the real one does. */
export class FakeEngine {
  readonly containers = new Map<string, ContainerSummary>();
  readonly requests: (readonly string[] | undefined)[] = [];
  /** Time on the way there and back. */
  latencyMs = 3;
  /** How long after an early event the list has it. */
  lagMs = 8;
  failNext = false;
  readonly #listed = new Map<string, ContainerSummary>();
  #events = 0;

  constructor(private readonly onEvent: (event: EngineEvent) => void) {}

  readonly list: List<ContainerSummary> = async (ids, signal) => {
    this.requests.push(ids);
    await pause(this.latencyMs, signal);
    if (this.failNext) {
      this.failNext = false;
      throw new Error('The engine had a bad moment.');
    }
    const answer = [...this.#listed.values()].filter(({ id }) => !ids || ids.includes(id));
    await pause(this.latencyMs, signal);
    return answer;
  };

  /** Does it if it can be done to that container now; false otherwise. */
  act(id: string, action: FakeAction): boolean {
    const before = this.containers.get(id);
    const after = before ? change(before, action) : action === 'create' ? created(id) : undefined;
    if (!after) return false;
    if (action === 'destroy') this.containers.delete(id);
    else this.containers.set(id, after);
    if (EARLY.includes(action)) setTimeout(() => this.#list(id), this.lagMs);
    else this.#list(id);
    this.#say(after, action);
    return true;
  }

  #list(id: string): void {
    const now = this.containers.get(id);
    if (now) this.#listed.set(id, now);
    else this.#listed.delete(id);
  }

  #say(container: ContainerSummary, action: FakeAction): void {
    const isNetwork = action === 'connect' || action === 'disconnect';
    this.#events += 1;
    this.onEvent({
      id: String(this.#events),
      context: 'fake',
      at: this.#events,
      type: isNetwork ? 'network' : 'container',
      action,
      actorId: isNetwork ? 'net1' : container.id,
      actorName: container.name,
      attributes: isNetwork ? { container: container.id, name: 'net' } : { name: container.name },
    });
  }
}

const created = (id: string): ContainerSummary => ({
  id,
  name: `name-${id}-0`,
  image: 'busybox',
  imageId: 'sha256:1',
  command: 'sh',
  createdAt: 1,
  state: 'created',
  ports: [],
  networks: [],
  mounts: [],
  labels: {},
});

function change(now: ContainerSummary, action: FakeAction): ContainerSummary | undefined {
  const isUp = now.state === 'running';
  const { health: _health, exitCode: _exitCode, ...rest } = now;
  switch (action) {
    case 'create':
      return undefined;
    case 'start':
      return isUp || now.state === 'paused' ? undefined : { ...rest, state: 'running' };
    case 'die':
      return isUp ? { ...rest, state: 'exited', exitCode: 1 } : undefined;
    case 'pause':
      return isUp ? { ...now, state: 'paused' } : undefined;
    case 'unpause':
      return now.state === 'paused' ? { ...now, state: 'running' } : undefined;
    case 'rename':
      return { ...now, name: `name-${now.id}-${Number(now.name.split('-').at(-1)) + 1}` };
    case 'health_status: healthy':
      return isUp ? { ...now, health: 'healthy' } : undefined;
    case 'health_status: unhealthy':
      return isUp ? { ...now, health: 'unhealthy' } : undefined;
    case 'connect':
      return isUp && now.networks.length === 0 ? { ...now, networks: [{ name: 'net', networkId: 'net1' }] } : undefined;
    case 'disconnect':
      return isUp && now.networks.length > 0 ? { ...now, networks: [] } : undefined;
    case 'exec_create: sh':
      return now;
    case 'destroy':
      return isUp || now.state === 'paused' ? undefined : now;
  }
}
