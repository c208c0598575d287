import type { ServiceOf } from '../../contract/index.ts';
import type { GetConnection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';

interface SaidNetwork {
  readonly Id: string;
  readonly Name: string;
  readonly Driver: string;
  readonly Scope: string;
  readonly Internal?: boolean;
  readonly IPAM?: { readonly Config?: readonly { readonly Subnet?: string }[] | null };
}

export function createNetworksService({
  getConnection,
}: {
  readonly getConnection: GetConnection;
}): ServiceOf<'networks'> {
  return {
    /** `GET /networks`, by name. */
    async list({ context }, signal) {
      const { docker } = await getConnection(context, signal);
      try {
        const networks = await requestJson<readonly SaidNetwork[]>(docker, {
          method: 'GET',
          path: '/networks',
          signal,
        });
        return networks
          .map(({ Id, Name, Driver, Scope, Internal, IPAM }) => ({
            id: Id,
            name: Name,
            driver: Driver,
            scope: Scope,
            isInternal: Internal ?? false,
            subnets: (IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? []),
          }))
          .toSorted((a, b) => a.name.localeCompare(b.name));
      } catch (thrown) {
        throw toFailure(thrown, { context }, signal);
      }
    },
  };
}
