import { Link } from 'wouter';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import { CopyButton } from '../../../ui/index.ts';
import { exposedPorts, portAddress, portTitle, publishedPorts } from '../text/ports.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { Sentence, t } from '../texts/index.ts';

interface TrafficProps {
  readonly detail: ContainerDetail;
  /** The machine of a remote engine. */
  readonly host?: string;
}

const REACH = {
  get loopback() {
    return t('this computer');
  },
  get lan() {
    return t('one network');
  },
  get all() {
    return t('every network');
  },
} as const;

/** Said where an address is shown: people try it from elsewhere. */
export const privateAddress = () =>
  t(
    'Its own address is private and changes: nothing outside the machine of the engine reaches it. Publish a port for that.',
  );

/** How traffic reaches it: from outside through published ports, from its networks by name and address. */
export function Traffic({ detail, host }: TrafficProps) {
  const { networkMode, networks, name, state } = detail;
  const published = publishedPorts(detail.ports);
  const exposed = exposedPorts(detail.ports);
  const address = networks.find(({ ipAddress }) => ipAddress)?.ipAddress;
  const inside = networks.filter(({ ipAddress }) => ipAddress);
  const isOwn = networkMode !== 'host' && networkMode !== 'none' && !networkMode.startsWith('container:');
  return (
    <section className={shared.block} aria-label={t('How traffic reaches it')}>
      <h3>{t('How traffic reaches it')}</h3>
      {networkMode === 'host' && (
        <p className={shared.dim}>{t('It uses the network of the machine itself: what it opens is open there.')}</p>
      )}
      {networkMode === 'none' && (
        <p className={shared.dim}>{t('It has no network: nothing reaches it, and it reaches nothing.')}</p>
      )}
      {networkMode.startsWith('container:') && (
        <p className={shared.dim}>{t('It shares the network of another container, with its ports and addresses.')}</p>
      )}
      {published.length > 0 && (
        <table className={styles.traffic}>
          <thead>
            <tr>
              <th>{t('Address')}</th>
              <th>{t('From')}</th>
              <th>{t('To')}</th>
              <th>
                <span className="g-visually-hidden">{t('Copy')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {published.map((port) => {
              const href = portAddress(port, host);
              const shown = href ?? `${port.hostIps[0] || 'localhost'}:${port.hostPort}/${port.protocol}`;
              return (
                <tr key={portTitle(port)}>
                  <td>
                    {href === undefined ? (
                      shown
                    ) : (
                      <a href={href} target="_blank" rel="noopener noreferrer">
                        {href}
                      </a>
                    )}
                  </td>
                  <td className={shared.dim} data-tip={portTitle(port, host)}>
                    {port.reach === 'loopback' && host !== undefined
                      ? t('{{machine}} only', { machine: host })
                      : REACH[port.reach]}
                  </td>
                  <td className={shared.mono}>
                    {address === undefined ? '' : `${address}:`}
                    {port.containerPort}/{port.protocol}
                  </td>
                  <td>
                    <CopyButton text={shown} label={t('Copy {{shown}}', { shown })} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {published.length > 0 && (
        <p className={styles.aside}>
          <Sentence
            text="{{link}}: what sends it on, who reaches it, and whether anything answers"
            parts={{ link: <Link href={`/networks/ports/${detail.id}`}>{t('The way of each port')}</Link> }}
          />
        </p>
      )}
      {published.length === 0 && isOwn && (
        <p className={shared.dim}>
          {state === 'running'
            ? t('No port is published: nothing outside reaches it.')
            : t('No port is published now.')}
        </p>
      )}
      {isOwn && inside.length > 0 && (
        <ul className={shared.plainList}>
          {inside.map(({ name: network, ipAddress }) => (
            <li key={network}>
              <span className={shared.dim}>{t('From containers on {{network}}:', { network })}</span>{' '}
              <span className={shared.mono}>
                {/* The default bridge has no names. */}
                {network === 'bridge'
                  ? ipAddress
                  : t('{{name}} or {{ipAddress}}', { name, ipAddress: ipAddress ?? '' })}
                {exposed.length + published.length > 0 &&
                  t(', ports {{list}}', {
                    list: [
                      ...new Set([...published, ...exposed].map((port) => `${port.containerPort}/${port.protocol}`)),
                    ].join(' '),
                  })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOwn && inside.length > 0 && <p className={styles.aside}>{privateAddress()}</p>}
    </section>
  );
}
