import type { PortWay } from '../../../../contract/model/reach.ts';
import { KeyValues } from '../../../ui/index.ts';
import styles from './Ports.module.css';
import { t } from '../texts/index.ts';

interface PortWaySectionProps {
  readonly way: PortWay;
  /** Of the container. */
  readonly name: string;
}

const REACH: Record<PortWay['reach'], string> = {
  get loopback() {
    return t('programs on the engine’s machine only');
  },
  get 'one-address'() {
    return t('whoever reaches this one address');
  },
  get 'every-address'() {
    return t('everybody who reaches the machine, its firewall notwithstanding: Docker’s rules come first');
  },
};
const LISTENS: Record<NonNullable<PortWay['listens']>, string> = {
  yes: 'yes',
  get 'loopback-only'() {
    return t('on 127.0.0.1 only, where the port does not lead');
  },
  get no() {
    return t('no program waits on this port');
  },
};

/** One published port, from outside to inside. */
export function PortWaySection({ way, name }: PortWaySectionProps) {
  const { hostIp, hostPort, containerPort, protocol, target, hostAddresses, rules, listens, probe } = way;
  const host = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
  const title = `${host}:${hostPort} → ${name}:${containerPort}/${protocol}`;
  return (
    <section className={styles.way} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.summary}>{way.summary}</p>
      <KeyValues
        items={[
          { key: t('Reached by'), value: REACH[way.reach] },
          {
            key: t('Open at'),
            value:
              hostAddresses.length > 0
                ? hostAddresses.map((one) => `${one.address}:${hostPort} (${one.interface})`).join(', ')
                : undefined,
            isMono: true,
          },
          {
            key: t('Sent on by'),
            value: (
              <span className={styles.lines}>
                {rules.map((rule) => (
                  <span key={rule}>{rule}</span>
                ))}
              </span>
            ),
          },
          {
            key: t('Leads to'),
            value: target && `${target.address}:${containerPort} (${target.network})`,
            isMono: true,
          },
          {
            key: 'A program waits',
            value: listens ? LISTENS[listens] : 'not known: the container has no shell to look with',
          },
          { key: t('Tried from here'), value: probe?.text },
        ]}
      />
    </section>
  );
}
