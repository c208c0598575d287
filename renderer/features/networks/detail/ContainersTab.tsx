import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from 'wouter';
import { type NetworkDetail, type NetworkMember, whyFixed } from '../../../../contract/model/network.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState, IconButton, StatusDot } from '../../../ui/index.ts';
import type { NetworkActions } from '../actions/useNetworkActions.ts';
import { stateWord } from '../../containers/index.ts';
import { t } from '../texts/index.ts';

interface ContainersTabProps {
  readonly detail: NetworkDetail;
  readonly actions: NetworkActions;
}

/** Who is on it, with what the network gave them. */
export function ContainersTab({ detail, actions }: ContainersTabProps) {
  const fixed = whyFixed(detail);
  const connect = () => actions.ask({ type: 'connect', networkId: detail.id });
  if (detail.members.length === 0) {
    return (
      <EmptyState
        title={t('Nobody is on it')}
        actions={fixed === undefined ? <Button onClick={connect}>{t('Connect a container')}</Button> : undefined}
      >
        {fixed ?? t('A container joins it when it is made, or while it runs.')}
      </EmptyState>
    );
  }
  return (
    <div className={shared.scroll}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th scope="col">{t('Container')}</th>
            <th scope="col">{t('Address')}</th>
            <th scope="col">{t('MAC')}</th>
            <th scope="col">{t('Aliases')}</th>
            <th scope="col">
              <span className="g-visually-hidden">{t('Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {detail.members.map((member) => (
            <tr key={member.id}>
              <td>
                <StatusDot tone={member.state} label={stateWord(member)} />{' '}
                <Link href={`/containers/${member.id}/networks`}>{member.name}</Link>
              </td>
              <td className={shared.mono}>{addressesOf(member)}</td>
              <td className={shared.mono}>{member.macAddress ?? ''}</td>
              <td className={shared.mono}>{member.aliases.join(', ')}</td>
              <td className={shared.rowButtons}>
                {fixed === undefined && (
                  <IconButton
                    size="small"
                    label={t('Disconnect {{name}}', { name: member.name })}
                    icon={<IconPlugConnectedX aria-hidden="true" />}
                    onClick={() => actions.ask({ type: 'disconnect', networkId: detail.id, containerId: member.id })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {fixed === undefined && (
        <Button variant="default" mt={12} onClick={connect}>
          {t('Connect a container')}
        </Button>
      )}
    </div>
  );
}

function addressesOf({ ipAddress, ipv6Address, fixedIpAddress, fixedIpv6Address }: NetworkMember): string {
  const now = [ipAddress, ipv6Address].filter(Boolean);
  if (now.length > 0) return now.join(' ');
  const kept = [fixedIpAddress, fixedIpv6Address].filter(Boolean);
  return kept.length > 0 ? t('{{kept}} when it starts', { kept: kept.join(' ') }) : t('given when it starts');
}
