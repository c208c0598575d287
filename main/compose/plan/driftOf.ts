import type { PlannedResource, ServiceDrift, StackDrift, StackPlan } from '../../../contract/model/stackRun.ts';

/** What of a plan says that something that is there differs from the file; that it does not run is no difference. */
export function driftOf(plan: StackPlan): StackDrift {
  const isDown =
    plan.orphans.length === 0 &&
    plan.services.every(({ containers }) => containers.every(({ id }) => id === undefined));
  if (isDown) return { services: [], networks: [], volumes: [], warnings: plan.warnings, isDown };
  const ofServices = plan.services.flatMap(({ service, containers }): ServiceDrift[] => {
    const drift = (kind: ServiceDrift['kind'], all: typeof containers): ServiceDrift[] =>
      all.length === 0
        ? []
        : [
            {
              service,
              kind,
              containers: all.map(({ name }) => name),
              reasons: [...new Set(all.flatMap(({ reasons }) => reasons))],
              changes: all.find(({ changes }) => changes.length > 0)?.changes ?? [],
            },
          ];
    return [
      ...drift(
        'changed',
        containers.filter(({ step }) => step === 'recreate'),
      ),
      ...drift(
        'missing',
        containers.filter(({ step }) => step === 'create'),
      ),
      ...drift(
        'surplus',
        containers.filter(({ step }) => step === 'remove'),
      ),
    ];
  });
  const strangers = [...new Set(plan.orphans.map(({ service }) => service))];
  const orphans = strangers.map((service): ServiceDrift => ({
    service,
    kind: 'orphan',
    containers: plan.orphans.filter((one) => one.service === service).map(({ name }) => name),
    reasons: [],
    changes: [],
  }));
  const differ = (all: readonly PlannedResource[]) => all.filter(({ step }) => step !== 'stay');
  return {
    services: [...ofServices, ...orphans],
    networks: differ(plan.networks),
    volumes: differ(plan.volumes),
    warnings: plan.warnings,
    isDown,
  };
}
