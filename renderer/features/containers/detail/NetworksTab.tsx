import { Link } from 'wouter';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import { EmptyState, KeyValues } from '../../../ui/index.ts';
import { TermLink } from '../../help/index.ts';
import styles from '../../../ui/detail/Detail.module.css';
import { privateAddress } from './Traffic.tsx';
import { Sentence, t } from '../texts/index.ts';

interface NetworksTabProps {
  readonly detail: ContainerDetail;
}

export function NetworksTab({ detail: { id, networks, networkMode, hostname, state } }: NetworksTabProps) {
  if (networks.length === 0) {
    return (
      <EmptyState title={t('No network of its own')}>
        {networkMode === 'none'
          ? t('It was made without one.')
          : t('Its network mode is {{networkMode}}.', { networkMode })}
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroll}>
      {networks.map((network) => {
        const { name, networkId, ipAddress, ipPrefixLength, gateway, ipv6Address, macAddress, aliases = [] } = network;
        const withPrefix = ipAddress && `${ipAddress}${ipPrefixLength ? `/${ipPrefixLength}` : ''}`;
        return (
          <section key={name} className={styles.block} aria-label={name}>
            <h3>{networkId ? <Link href={`/networks/${networkId}`}>{name}</Link> : name}</h3>
            <KeyValues
              items={[
                {
                  key: t('Address'),
                  value: withPrefix || (state === 'running' ? undefined : t('given when it starts')),
                  copy: ipAddress || undefined,
                  isMono: Boolean(ipAddress),
                },
                { key: 'IPv6 address', value: ipv6Address, copy: ipv6Address, isMono: true },
                { key: t('Gateway'), value: gateway, isMono: true },
                { key: 'MAC address', value: macAddress, isMono: true },
                { key: t('Known there as'), value: aliases.join(', '), isMono: true },
                { key: t('Network id'), value: networkId?.slice(0, 12), copy: networkId, isMono: true },
              ]}
            />
          </section>
        );
      })}
      <section className={styles.block} aria-label={t('Names')}>
        <KeyValues items={[{ key: t('Hostname'), value: hostname, copy: hostname, isMono: true }]} />
        <p className={styles.faint}>
          <Sentence
            text="{{link}}, or see it {{link2}}."
            parts={{
              link: <Link href={`/networks/try/${id}`}>{t('Try a connection from here')}</Link>,
              link2: <Link href={`/networks/map/${id}`}>{t('on the map')}</Link>,
            }}
          />
        </p>
        {networks.some(({ ipAddress }) => ipAddress) && (
          <p className={styles.faint}>
            {privateAddress()} <TermLink term="network" />
          </p>
        )}
        {networks.some(({ name }) => name === 'bridge') && (
          <p className={styles.faint}>
            {t('On the default bridge containers do not find each other by name; on a network of their own they do.')}
          </p>
        )}
      </section>
    </div>
  );
}
