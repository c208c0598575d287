import type { StackPlan } from '../../../../contract/model/stackRun.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Dialogs.module.css';
import { RESOURCE_STEPS, reasonText, STEPS, type Tone } from './planWords.ts';

interface PlanListProps {
  readonly plan: StackPlan;
}

/** Everything of the stack, and what becomes of it. */
export function PlanList({ plan }: PlanListProps) {
  const resources = [
    ...plan.networks.map((one) => ({ ...one, kind: 'network' })),
    ...plan.volumes.map((one) => ({ ...one, kind: 'volume' })),
  ];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls
    <ul className={styles.plan} aria-label="What happens" tabIndex={0}>
      {resources.map(({ kind, name, step, changes }) => (
        <li key={`${kind} ${name}`}>
          <Line what={`${kind} ${name}`} step={RESOURCE_STEPS[step]} />
          <ChangeList changes={changes} of={name} />
        </li>
      ))}
      {plan.services.flatMap(({ service, image, imageStep, containers }) => [
        ...(imageStep === 'stay'
          ? []
          : [
              <li key={`image ${service}`}>
                <Line
                  what={`image ${image ?? `of ${service}`}`}
                  step={imageStep === 'build' ? ['is built', 'make'] : ['is pulled', 'make']}
                />
              </li>,
            ]),
        ...containers.map(({ name, step, reasons, changes }) => (
          <li key={name}>
            <Line what={name} step={STEPS[step]} />
            {reasons.length > 0 && <p className={styles.detail}>{reasonText(reasons)}</p>}
            <ChangeList changes={changes} of={name} />
            {reasons.includes('config') && changes.length === 0 && (
              <p className={styles.detail}>
                What changed is nothing that a container shows, or comes from another one.
              </p>
            )}
          </li>
        )),
      ])}
      {plan.orphans.map(({ id, name, service }) => (
        <li key={id}>
          <Line
            what={name}
            step={plan.areOrphansRemoved ? ['is removed', 'go'] : ['stays: no service of the file', 'stay']}
          />
          <p className={styles.detail}>of the service {service}, which the file does not have</p>
        </li>
      ))}
    </ul>
  );
}

function Line({ what, step: [text, tone] }: { readonly what: string; readonly step: readonly [string, Tone] }) {
  return (
    <span className={styles.line}>
      <span className={styles.what}>{what}</span>
      <span className={styles.step} data-tone={tone}>
        {text}
      </span>
    </span>
  );
}
