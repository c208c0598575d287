import { z } from 'zod';

const options = z.record(z.string(), z.unknown()).nullish();
const mount = z.object({
  Type: z.string().nullish(),
  Source: z.string().nullish(),
  VolumeOptions: z.object({ DriverConfig: z.object({ Options: options }).nullish() }).nullish(),
});
const container = z.object({
  HostConfig: z.object({ Binds: z.array(z.string()).nullish(), Mounts: z.array(mount).nullish() }).nullish(),
});
const service = z.object({
  TaskTemplate: z.object({ ContainerSpec: z.object({ Mounts: z.array(mount).nullish() }).nullish() }).nullish(),
});
const volume = z.object({ Driver: z.string().nullish(), DriverOpts: options });

const KINDS: readonly (readonly [RegExp, (body: unknown) => readonly string[]])[] = [
  [/^\/containers\/create$/, (body) => ofContainer(container.parse(body))],
  [/^\/volumes\/create$/, (body) => ofVolume(volume.parse(body))],
  [/^\/services\/create$/, (body) => ofService(service.parse(body))],
  [/^\/services\/[^/]+\/update$/, (body) => ofService(service.parse(body))],
];

/** Requests of the engine's API that may name folders of the host. */
export const mayBind = (method: string, target: string): boolean => method === 'POST' && kindOf(target) !== undefined;

/** The folders of the host that this request binds, as they were written. None in one that is not understood: the engine says what is wrong. */
export function bindSources(target: string, body: Buffer): readonly string[] {
  try {
    return kindOf(target)?.(JSON.parse(body.toString())) ?? [];
  } catch {
    return [];
  }
}

const kindOf = (target: string) => {
  const path = target.split('?', 1)[0]!.replace(/^\/v[\d.]+(?=\/)/, '');
  return KINDS.find(([pattern]) => pattern.test(path))?.[1];
};

const ofContainer = ({ HostConfig }: z.infer<typeof container>): readonly string[] => [
  ...(HostConfig?.Binds ?? []).flatMap(sourceOfBind),
  ...(HostConfig?.Mounts ?? []).flatMap(sourceOfMount),
];

const ofService = ({ TaskTemplate }: z.infer<typeof service>): readonly string[] =>
  (TaskTemplate?.ContainerSpec?.Mounts ?? []).flatMap(sourceOfMount);

const ofVolume = ({ Driver, DriverOpts }: z.infer<typeof volume>): readonly string[] =>
  Driver && Driver !== 'local' ? [] : sourceOfOptions(DriverOpts);

/** `/a:/b:ro`, `C:\a:/b`; what does not begin with a path is a volume's name. */
function sourceOfBind(bind: string): readonly string[] {
  const [source] = /^[A-Za-z]:[\\/][^:]*|^\/[^:]*/.exec(bind) ?? [];
  return source === undefined || source === bind ? [] : [source];
}

function sourceOfMount({ Type, Source, VolumeOptions }: z.infer<typeof mount>): readonly string[] {
  if (Type === 'bind') return Source ? [Source] : [];
  return Type === 'volume' ? sourceOfOptions(VolumeOptions?.DriverConfig?.Options) : [];
}

/** The local driver mounts what it is told to: `o=bind` is a folder by another name. */
function sourceOfOptions(all: z.infer<typeof options>): readonly string[] {
  const { o, device } = all ?? {};
  const isBind = typeof o === 'string' && o.split(',').some((word) => word === 'bind' || word === 'rbind');
  return isBind && typeof device === 'string' ? [device] : [];
}
