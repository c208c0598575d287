import type {
  PlannedContainer,
  PlannedResource,
  PlannedService,
  StackAction,
  StackPlan,
} from '../../../contract/model/stackRun.ts';
import { type ConfigService, imageOf, replicasOf, withDependencies } from './composeConfig.ts';
import { whyRecreate } from './mustRecreate.ts';
import type { PlanInput } from './planInput.ts';
import { planNetworks, planVolumes } from './planResources.ts';
import type { ProjectContainer } from './projectState.ts';

type UpAction = Extract<StackAction, { type: 'up' | 'create' }>;

/** What `up` (or `create`) does with what is there, without the single changes of settings. */
export function planUp(input: PlanInput, action: UpAction, command: string): StackPlan {
  const { config, state } = input;
  const chosen = chosenServices(input, action);
  const services = Object.entries(config.services).filter(([name]) => chosen.has(name));
  const usedNetworks = new Set(services.flatMap(([, { networks }]) => Object.keys(networks ?? {})));
  const usedVolumes = new Set(
    services.flatMap(([, { volumes = [] }]) =>
      volumes.flatMap(({ type, source }) => (type === 'volume' && source ? [source] : [])),
    ),
  );
  const networks = planNetworks(input, usedNetworks);
  const volumes = planVolumes(input, usedVolumes, action.type === 'up' && action.recreateVolumes);
  const planned = services.map(([name, service]) => planService(input, action, { name, service, networks, volumes }));
  const withFollowers = followers(input, planned);
  const withRestarts = withFollowers.map((one) => restarted(input, one, withFollowers, networks));
  const known = new Set([...Object.keys(config.services), ...input.otherServices]);
  const orphans = state.containers
    .filter(({ service, isOneOff, state: now }) =>
      isOneOff ? now === 'exited' || now === 'dead' : !known.has(service),
    )
    .map(({ id, name, service }) => ({ id, name, service }));
  return {
    command,
    services: withRestarts,
    networks,
    volumes,
    orphans,
    areOrphansRemoved: action.removeOrphans,
    warnings: input.warnings,
    hasChanges:
      withRestarts.some((one) => one.imageStep !== 'stay' || one.containers.some(({ step }) => step !== 'stay')) ||
      [...networks, ...volumes].some(({ step }) => step === 'create' || step === 'recreate') ||
      (action.removeOrphans && orphans.length > 0),
  };
}

function chosenServices({ config }: PlanInput, action: UpAction): ReadonlySet<string> {
  if (action.services.length === 0) return new Set(Object.keys(config.services));
  return action.type === 'up' && action.noDeps ? new Set(action.services) : withDependencies(config, action.services);
}

interface ServiceInput {
  readonly name: string;
  readonly service: ConfigService;
  readonly networks: readonly PlannedResource[];
  readonly volumes: readonly PlannedResource[];
}

function planService(input: PlanInput, action: UpAction, of: ServiceInput): PlannedService {
  const { name, service } = of;
  const image = imageOf(input.project, name, service);
  const imageStep = imageStepOf(service, action, input.images.has(image));
  const there = input.state.containers.filter((one) => one.service === name && !one.isOneOff);
  const isForced = action.forceRecreate && isNamed(action, name);
  const judged = there
    .map((container) => ({ container, reasons: whyRecreate(input, name, container, of) }))
    .map((one) => ({ ...one, reasons: isForced ? [...one.reasons, 'forced' as const] : one.reasons }))
    // What is up to date is kept first, then the lowest numbers.
    .toSorted(
      (a, b) => Number(a.reasons.length > 0) - Number(b.reasons.length > 0) || a.container.number - b.container.number,
    );
  const wanted = replicasOf(service);
  const kept = judged.slice(0, wanted).map(({ container, reasons }): PlannedContainer => {
    const step = reasons.length > 0 ? 'recreate' : stepOf(container, action);
    const maybe = imageStep === 'stay' || reasons.length > 0 ? [] : [imageStep];
    return { id: container.id, name: container.name, step, reasons: [...reasons, ...maybe], changes: [] };
  });
  const removed = judged.slice(wanted).map(({ container }): PlannedContainer => ({
    id: container.id,
    name: container.name,
    step: 'remove',
    reasons: [],
    changes: [],
  }));
  const next = Math.max(0, ...there.map(({ number }) => number)) + 1;
  const made = Array.from({ length: Math.max(0, wanted - there.length) }, (_, index): PlannedContainer => ({
    name: service.container_name ?? `${input.project}-${name}-${next + index}`,
    step: 'create',
    reasons: [],
    changes: [],
  }));
  return {
    service: name,
    ...(service.image !== undefined && { image: service.image }),
    imageStep,
    containers: [...kept, ...made, ...removed],
  };
}

/** With chosen services, those that they need are left as they are. */
const isNamed = ({ services }: UpAction, name: string): boolean => services.length === 0 || services.includes(name);

function imageStepOf(service: ConfigService, action: UpAction, isThere: boolean): PlannedService['imageStep'] {
  const { build, pull_policy: policy } = service;
  if (build) return action.build || policy === 'build' || !isThere ? 'build' : 'stay';
  const wish = action.pull === 'policy' ? policy : action.pull;
  if (wish === 'always') return 'pull';
  return isThere || wish === 'never' ? 'stay' : 'pull';
}

function stepOf({ state }: ProjectContainer, { type }: UpAction): PlannedContainer['step'] {
  if (state === 'running' || state === 'restarting' || type === 'create') return 'stay';
  // Compose wants to start it, and the engine refuses.
  return state === 'paused' ? 'blocked' : 'start';
}

/** What shares the network or the volumes of a container is made anew with it. */
function followers({ config }: PlanInput, planned: readonly PlannedService[]): readonly PlannedService[] {
  const leaders = ({ network_mode: network, ipc, pid, volumes_from: from = [] }: ConfigService) => [
    ...[network, ipc, pid].flatMap((mode) => (mode?.startsWith('service:') ? [mode.slice('service:'.length)] : [])),
    ...from.flatMap((text) => (text.startsWith('container:') ? [] : [text.split(':', 1)[0] ?? ''])),
  ];
  const isMade = (all: readonly PlannedService[], name: string) =>
    all.some(
      (one) => one.service === name && one.containers.some(({ step }) => step === 'recreate' || step === 'create'),
    );
  let now = planned;
  // A chain is as long as there are services.
  for (let turn = 0; turn < planned.length; turn++) {
    const next = now.map((one) => {
      const service = config.services[one.service];
      if (!service || !leaders(service).some((name) => isMade(now, name))) return one;
      const containers = one.containers.map((container): PlannedContainer =>
        container.step === 'stay' || container.step === 'start'
          ? { ...container, step: 'recreate', reasons: ['config'] }
          : container,
      );
      return containers.some((container, at) => container !== one.containers[at]) ? { ...one, containers } : one;
    });
    if (next.every((one, at) => one === now[at])) break;
    now = next;
  }
  return now;
}

/** Stopped and started again: its network is made anew, or what it depends on says so (`depends_on.restart`). */
function restarted(
  { config }: PlanInput,
  planned: PlannedService,
  all: readonly PlannedService[],
  networks: readonly PlannedResource[],
): PlannedService {
  const { depends_on: needs = {}, networks: own } = config.services[planned.service] ?? {};
  const isRecreated = (name: string) =>
    all.some((one) => one.service === name && one.containers.some(({ step }) => step === 'recreate'));
  const mustRestart =
    networks.some(({ key, step }) => step === 'recreate' && key in (own ?? {})) ||
    Object.entries(needs).some(([name, { restart }]) => restart === true && isRecreated(name));
  if (!mustRestart) return planned;
  return {
    ...planned,
    containers: planned.containers.map((one) => (one.step === 'stay' ? { ...one, step: 'restart' } : one)),
  };
}
