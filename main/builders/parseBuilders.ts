import { z } from 'zod';
import type { Builder, BuilderNode, GcRule } from '../../contract/model/builder.ts';

const Strings = z.array(z.string()).nullish();

const Rule = z.object({
  all: z.boolean().nullish(),
  filter: Strings,
  /** Nanoseconds. */
  keepDuration: z.number().nullish(),
  reservedSpace: z.number().nullish(),
  maxUsedSpace: z.number().nullish(),
  minFreeSpace: z.number().nullish(),
});

const Node = z.object({
  Name: z.string(),
  Endpoint: z.string().nullish(),
  Status: z.string().nullish(),
  Version: z.string().nullish(),
  Platforms: Strings,
  Flags: Strings,
  DriverOpts: z.record(z.string(), z.string()).nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
  GCPolicy: z.array(Rule).nullish(),
  Err: z.string().nullish(),
});

const Said = z.object({
  Name: z.string(),
  Driver: z.string().nullish(),
  Current: z.boolean().nullish(),
  LastActivity: z.string().nullish(),
  Nodes: z.array(Node).nullish(),
  Err: z.string().nullish(),
});

/** `docker buildx ls --format json`: one object a line. Lines that are none are left out. */
export const parseBuilders = (stdout: string): Builder[] =>
  stdout.split('\n').flatMap((line) => {
    const parsed = Said.safeParse(json(line));
    return parsed.success ? [toBuilder(parsed.data)] : [];
  });

function toBuilder(said: z.infer<typeof Said>): Builder {
  const lastActivityAt = Date.parse(said.LastActivity ?? '');
  const driver = said.Driver ?? '';
  return {
    name: said.Name,
    driver,
    isCurrent: said.Current === true,
    // buildx makes one of this driver for each context, and lets nobody make others.
    isOfContext: driver === 'docker' || driver === '',
    ...(lastActivityAt > 0 && { lastActivityAt }),
    nodes: (said.Nodes ?? []).map(toNode),
    ...(said.Err && { error: said.Err }),
  };
}

function toNode(said: z.infer<typeof Node>): BuilderNode {
  return {
    name: said.Name,
    endpoint: said.Endpoint ?? '',
    status: said.Err ? 'error' : (said.Status ?? 'unknown'),
    // What Debian's engine says of the BuildKit inside it.
    ...(said.Version && !said.Version.endsWith('+unknown') && { version: said.Version }),
    platforms: said.Platforms ?? [],
    flags: said.Flags ?? [],
    driverOptions: said.DriverOpts ?? {},
    labels: said.Labels ?? {},
    gcRules: (said.GCPolicy ?? []).map(toRule),
    ...(said.Err && { error: said.Err }),
  };
}

function toRule({
  all,
  filter,
  keepDuration,
  reservedSpace,
  maxUsedSpace,
  minFreeSpace,
}: z.infer<typeof Rule>): GcRule {
  return {
    isForAll: all === true,
    filters: filter ?? [],
    ...(keepDuration ? { keepForMs: Math.round(keepDuration / 1e6) } : {}),
    ...(reservedSpace ? { reservedBytes: reservedSpace } : {}),
    ...(maxUsedSpace ? { maxUsedBytes: maxUsedSpace } : {}),
    ...(minFreeSpace ? { minFreeBytes: minFreeSpace } : {}),
  };
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
