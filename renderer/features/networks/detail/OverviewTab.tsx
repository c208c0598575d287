import { Link } from 'wouter';
import { addressCount, parseSubnet } from '../../../../contract/model/subnet.ts';
import type { NetworkPool } from '../../../../contract/model/network.ts';
import { isDefaultBridge } from '../../../../contract/model/network.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { formatDateTime, KeyValues, RelativeTime, formatNumber } from '../../../ui/index.ts';
import { driverText, type NetworkRow, whyKept } from '../list/networkRows.ts';
import { optionFacts } from './optionWords.ts';
import { plural, t } from '../texts/index.ts';

/** What the network is, which addresses it gives, and how it behaves. */
export function OverviewTab({ row }: { readonly row: NetworkRow }) {
  const { network } = row;
  const { pools, labels } = network;
  const options = optionFacts(network);
  return (
    <div className={shared.scroll}>
      <section className={shared.block} aria-label={t('Identity')}>
        <h3>{t('Identity')}</h3>
        <KeyValues items={identityFacts(row)} />
        {whyKept(row) !== undefined && (
          <p className={shared.faint}>{t('{{row}} It cannot be removed.', { row: whyKept(row) ?? '' })}</p>
        )}
        {isDefaultBridge(network) && (
          <p className={shared.faint}>
            {t(
              'Containers find each other here by address only: names are not resolved. On a network of their own they are.',
            )}
          </p>
        )}
      </section>
      {pools.map((pool, index) => (
        <section key={pool.subnet} className={shared.block} aria-label={t('Addresses {{index}}', { index: index + 1 })}>
          <h3>{plural(pools.length, 'Addresses', 'Addresses {{index}}', { index: index + 1 })}</h3>
          <KeyValues items={poolFacts(pool, network.ipamDriver)} />
        </section>
      ))}
      {options.length > 0 && (
        <section className={shared.block} aria-label={t('Options')}>
          <h3>{t('Options')}</h3>
          <KeyValues
            items={options.map(({ key, label, value, help }) => ({
              key: label,
              value: (
                <span data-tip={[help, key].filter(Boolean).join('\n')}>
                  {value} {help !== '' && <span className={shared.faint}>{help}</span>}
                </span>
              ),
            }))}
          />
        </section>
      )}
      {Object.keys(labels).length > 0 && (
        <section className={shared.block} aria-label={t('Labels')}>
          <h3>{t('Labels')}</h3>
          <KeyValues
            items={Object.entries(labels)
              .toSorted(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, value]) => ({ key, value: value || '(empty)', copy: value, isMono: true }))}
          />
        </section>
      )}
    </div>
  );
}

function identityFacts({ network }: NetworkRow) {
  const { id, createdAt, scope, stack, isInternal, isAttachable, isIpv6, isIngress } = network;
  return [
    { key: t('Id'), value: id.slice(0, 12), copy: id, isMono: true },
    { key: t('Driver'), value: driverText(network) },
    { key: t('Scope'), value: scope === 'local' ? t('this engine') : scope },
    {
      key: t('Stack'),
      value: stack !== undefined && <Link href={`/stacks/${encodeURIComponent(stack)}`}>{stack}</Link>,
    },
    {
      key: t('Internal'),
      value: isInternal ? t('yes: its containers reach nothing outside through it') : t('no: it leads outside'),
    },
    { key: 'IPv6', value: isIpv6 ? t('yes') : t('no') },
    { key: t('Attachable'), value: isAttachable ? t('yes: single containers may join it') : undefined },
    { key: t('Ingress'), value: isIngress ? t('yes: it spreads the published ports of the swarm') : undefined },
    {
      key: t('Created'),
      value:
        createdAt > 0 ? (
          <>
            <RelativeTime at={createdAt} /> <span className={shared.faint}>{formatDateTime(createdAt)}</span>
          </>
        ) : undefined,
    },
  ];
}

function poolFacts({ subnet, gateway, ipRange, auxAddresses }: NetworkPool, driver: string) {
  const parsed = parseSubnet(subnet);
  const room = parsed && addressCount(parsed);
  return [
    { key: t('Subnet'), value: subnet, copy: subnet, isMono: true },
    {
      key: t('Room for'),
      value: room !== undefined && room < 1e6 ? t('{{room}} containers', { room: formatNumber(room) }) : undefined,
    },
    { key: t('Gateway'), value: gateway, copy: gateway, isMono: true },
    { key: t('Given from'), value: ipRange, isMono: true },
    {
      key: t('Kept free'),
      value:
        Object.entries(auxAddresses)
          .map(([name, address]) => `${address} (${name})`)
          .join(', ') || undefined,
    },
    { key: t('Given by'), value: driver === 'default' ? undefined : driver },
  ];
}
