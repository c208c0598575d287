import { z } from 'zod';

// Loose: what is not looked at stays as it came.
const options = z.record(z.string(), z.unknown()).nullish();
const mount = z.looseObject({
  Type: z.string().nullish(),
  Source: z.string().nullish(),
  VolumeOptions: z.looseObject({ DriverConfig: z.looseObject({ Options: options }).nullish() }).nullish(),
});
const container = z.looseObject({
  HostConfig: z.looseObject({ Binds: z.array(z.string()).nullish(), Mounts: z.array(mount).nullish() }).nullish(),
});
const service = z.looseObject({
  TaskTemplate: z
    .looseObject({ ContainerSpec: z.looseObject({ Mounts: z.array(mount).nullish() }).nullish() })
    .nullish(),
});
const volume = z.looseObject({ Driver: z.string().nullish(), DriverOpts: options });

/** Given each folder of the host that is bound, as it was written, says what it is to be. */
type Rename = (source: string) => string;

const KINDS: readonly (readonly [RegExp, (body: unknown, rename: Rename) => object])[] = [
  [/^\/containers\/create$/, (body, rename) => ofContainer(container.parse(body), rename)],
  [/^\/volumes\/create$/, (body, rename) => ofVolume(volume.parse(body), rename)],
  [/^\/services\/create$/, (body, rename) => ofService(service.parse(body), rename)],
  [/^\/services\/[^/]+\/update$/, (body, rename) => ofService(service.parse(body), rename)],
];

/** Requests of the engine's API that may name folders of the host. */
export const mayBind = (method: string, target: string): boolean => method === 'POST' && kindOf(target) !== undefined;

/** The folders of the host that this request binds, as they were written. None in one that is not understood: the engine says what is wrong. */
export function bindSources(target: string, body: Buffer): readonly string[] {
  const sources: string[] = [];
  renameSources(target, body, (source) => {
    sources.push(source);
    return source;
  });
  return sources;
}

/** The same request with other folders; undefined for one that is not understood, or that stays as it is. */
export function renameSources(target: string, body: Buffer, rename: Rename): Buffer | undefined {
  let isOther = false;
  const noting: Rename = (source) => {
    const renamed = rename(source);
    isOther ||= renamed !== source;
    return renamed;
  };
  try {
    const changed = kindOf(target)?.(JSON.parse(body.toString()), noting);
    return isOther && changed ? Buffer.from(JSON.stringify(changed)) : undefined;
  } catch {
    return undefined;
  }
}

const kindOf = (target: string) => {
  const path = target.split('?', 1)[0]!.replace(/^\/v[\d.]+(?=\/)/, '');
  return KINDS.find(([pattern]) => pattern.test(path))?.[1];
};

function ofContainer(body: z.infer<typeof container>, rename: Rename): object {
  const { HostConfig } = body;
  if (!HostConfig) return body;
  const { Binds, Mounts } = HostConfig;
  return {
    ...body,
    HostConfig: {
      ...HostConfig,
      ...(Binds && { Binds: Binds.map((bind) => ofBind(bind, rename)) }),
      ...(Mounts && { Mounts: Mounts.map((one) => ofMount(one, rename)) }),
    },
  };
}

function ofService(body: z.infer<typeof service>, rename: Rename): object {
  const spec = body.TaskTemplate?.ContainerSpec;
  if (!spec?.Mounts) return body;
  const ContainerSpec = { ...spec, Mounts: spec.Mounts.map((one) => ofMount(one, rename)) };
  return { ...body, TaskTemplate: { ...body.TaskTemplate, ContainerSpec } };
}

const ofVolume = (body: z.infer<typeof volume>, rename: Rename): object =>
  body.Driver && body.Driver !== 'local' ? body : { ...body, DriverOpts: ofOptions(body.DriverOpts, rename) };

/** `/a:/b:ro`, `C:\a:/b`; what does not begin with a path is a volume's name. */
function ofBind(bind: string, rename: Rename): string {
  const [source] = /^[A-Za-z]:[\\/][^:]*|^\/[^:]*/.exec(bind) ?? [];
  return source === undefined || source === bind ? bind : `${rename(source)}${bind.slice(source.length)}`;
}

function ofMount(one: z.infer<typeof mount>, rename: Rename): object {
  if (one.Type === 'bind') return one.Source ? { ...one, Source: rename(one.Source) } : one;
  const config = one.Type === 'volume' ? one.VolumeOptions?.DriverConfig : undefined;
  if (!config) return one;
  const DriverConfig = { ...config, Options: ofOptions(config.Options, rename) };
  return { ...one, VolumeOptions: { ...one.VolumeOptions, DriverConfig } };
}

/** The local driver mounts what it is told to: `o=bind` is a folder by another name. */
function ofOptions(all: z.infer<typeof options>, rename: Rename): z.infer<typeof options> {
  const { o, device } = all ?? {};
  const isBind = typeof o === 'string' && o.split(',').some((word) => word === 'bind' || word === 'rbind');
  return isBind && typeof device === 'string' ? { ...all, device: rename(device) } : all;
}
