import type { NetworkSummary } from '../../contract/model/network.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import type { List } from './mirror.ts';
import { readStack } from './stack.ts';

/** The same in a list and in `inspect`, as far as it is read; Podman and old engines leave things out. */
export interface SaidNetwork {
  readonly Id: string;
  readonly Name: string;
  readonly Created?: string;
  readonly Driver?: string;
  readonly Scope?: string;
  readonly Internal?: boolean;
  readonly Attachable?: boolean;
  readonly Ingress?: boolean;
  readonly ConfigOnly?: boolean;
  readonly EnableIPv6?: boolean;
  readonly IPAM?: {
    readonly Driver?: string;
    readonly Config?:
      | readonly {
          readonly Subnet?: string;
          readonly Gateway?: string;
          readonly IPRange?: string;
          readonly AuxiliaryAddresses?: Readonly<Record<string, string>> | null;
        }[]
      | null;
  } | null;
  readonly Options?: Readonly<Record<string, string>> | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

/** Lists the networks of an engine, or those of these ids (`GET /networks`). */
export function listNetworks({ docker, context }: Connection): List<NetworkSummary> {
  return async (ids, signal) => {
    try {
      const query = ids ? { filters: JSON.stringify({ id: ids }) } : {};
      const said = await requestJson<readonly SaidNetwork[]>(docker, {
        method: 'GET',
        path: '/networks',
        query,
        signal,
      });
      return said.map(toNetworkSummary);
    } catch (thrown) {
      throw toFailure(thrown, { context, kind: 'network' }, signal);
    }
  };
}

export function toNetworkSummary(said: SaidNetwork): NetworkSummary {
  const labels = said.Labels ?? {};
  const stack = readStack(labels)?.project;
  const pools = (said.IPAM?.Config ?? []).flatMap(({ Subnet, Gateway, IPRange, AuxiliaryAddresses }) =>
    Subnet
      ? [
          {
            subnet: Subnet,
            ...(Gateway && { gateway: Gateway.replace(/\/\d+$/, '') }), // 20.10 gives some with their length
            ...(IPRange && { ipRange: IPRange }),
            auxAddresses: AuxiliaryAddresses ?? {},
          },
        ]
      : [],
  );
  return {
    id: said.Id,
    name: said.Name,
    driver: said.Driver ?? '',
    scope: said.Scope ?? 'local',
    createdAt: Math.max(0, Date.parse(said.Created ?? '') || 0),
    isInternal: said.Internal ?? false,
    isAttachable: said.Attachable ?? false,
    isIpv6: said.EnableIPv6 ?? false,
    isIngress: said.Ingress ?? false,
    isConfigOnly: said.ConfigOnly ?? false,
    pools,
    subnets: pools.map(({ subnet }) => subnet),
    ipamDriver: said.IPAM?.Driver || 'default',
    options: said.Options ?? {},
    labels,
    ...(stack && { stack }),
  };
}
