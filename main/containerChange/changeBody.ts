import type { RunSettings } from '../../contract/model/run.ts';
import { createBody } from '../../contract/createCall/createBody.ts';
import { mergeBody } from './mergeBody.ts';
import { MOUNT_FIELDS, mergeMounts } from './mergeMounts.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a person changed in a form, done to what the container is made from; the rest stays, also what the form does not know. */
export function changeBody(base: Fields, before: RunSettings, after: RunSettings): Record<string, unknown> {
  const [was, is] = [bodyOf(before), bodyOf(after)];
  const merged = mergeBody(base, withoutMounts(was), withoutMounts(is));
  return withSwap(base, mergeMounts(merged, was, is));
}

function bodyOf(settings: RunSettings): Fields {
  const body = createBody(settings, { canMakeNetworks: true }).body as Fields;
  const host = body['HostConfig'] as Fields;
  const main = settings.networks[0]?.name ?? 'bridge';
  const mode = main === 'default' ? 'bridge' : main;
  const isAlone = mode === 'host' || mode === 'none' || mode.startsWith('container:');
  const networking = body['NetworkingConfig'] as { readonly EndpointsConfig?: Fields } | undefined;
  return JSON.parse(
    JSON.stringify({
      ...body,
      HostConfig: { ...host, NetworkMode: mode },
      // Where it is said by one word only, it is in that network all the same.
      NetworkingConfig: { EndpointsConfig: isAlone ? {} : (networking?.EndpointsConfig ?? { [mode]: {} }) },
    }),
  ) as Fields;
}

const withoutMounts = (body: Fields): Fields => {
  const host = Object.entries(body['HostConfig'] as Fields).filter(
    ([key]) => !MOUNT_FIELDS.some((field) => field === key),
  );
  return { ...body, Volumes: undefined, HostConfig: Object.fromEntries(host) };
};

/** The engine makes the limit of memory and swap twice that of memory where nothing was said: it moves with it. */
function withSwap(base: Fields, merged: Fields): Record<string, unknown> {
  const [from, to] = [base['HostConfig'] as Fields, merged['HostConfig'] as Fields];
  const memory = Number(from['Memory'] ?? 0);
  const isAutomatic = memory > 0 && from['MemorySwap'] === 2 * memory && to['MemorySwap'] === from['MemorySwap'];
  if (!isAutomatic || to['Memory'] === from['Memory']) return { ...merged };
  const { MemorySwap: _, ...rest } = to;
  const twice = 2 * Number(to['Memory'] ?? 0);
  return { ...merged, HostConfig: twice > 0 ? { ...rest, MemorySwap: twice } : rest };
}
