import { getJson } from '../native/engineApi.ts';
import { TEST_LABEL } from './testEngine.ts';

/** What tests made and did not remove, as `container 0a1b2c3d4e5f (name)`. */
export async function findLeftovers(socketPath: string): Promise<readonly string[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [TEST_LABEL] }));
  type Container = { Id: string; Names: string[] };
  type Network = { Id: string; Name: string };
  type Volumes = { Volumes: { Name: string }[] | null };
  const containers = await getJson<Container[]>(socketPath, `/containers/json?all=1&filters=${filters}`, 30_000);
  const networks = await getJson<Network[]>(socketPath, `/networks?filters=${filters}`, 30_000);
  const { Volumes } = await getJson<Volumes>(socketPath, `/volumes?filters=${filters}`, 30_000);
  return [
    ...containers.map(({ Id, Names }) => `container ${Id.slice(0, 12)} (${Names.join(', ')})`),
    ...networks.map(({ Id, Name }) => `network ${Id.slice(0, 12)} (${Name})`),
    ...(Volumes ?? []).map(({ Name }) => `volume ${Name}`),
  ];
}
