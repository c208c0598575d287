import { AppFailure } from '../../contract/errors.ts';
import type { EngineVersion } from '../../contract/model/context.ts';
import { describeEndpoint, type Endpoint } from './endpoint.ts';

const LEAST = '1.41';
/** The newest API that we know; a newer engine is spoken to in this one. */
const NEWEST_KNOWN = '1.51';

interface VersionAnswer {
  readonly Version?: string;
  readonly ApiVersion?: string;
  readonly MinAPIVersion?: string;
  readonly Os?: string;
  readonly Arch?: string;
  readonly Components?: readonly { readonly Name?: string; readonly Version?: string }[] | null;
}

/** What `GET /version` says, and the API version to speak. Throws `engine-unreachable`: too-old, not-an-engine. */
export function readVersion(
  context: string,
  endpoint: Endpoint,
  raw: unknown,
): { engine: EngineVersion; useVersion: string } {
  const answer: VersionAnswer = typeof raw === 'object' && raw !== null ? raw : {};
  const { ApiVersion: api, MinAPIVersion: least = LEAST } = answer;
  if (typeof api !== 'string' || !/^\d+\.\d+$/.test(api)) {
    throw new AppFailure({
      code: 'engine-unreachable',
      context,
      reason: 'not-an-engine',
      message: `What answers at ${describeEndpoint(endpoint)} is not a Docker engine.`,
      hint: 'Check the address and the port: something else listens there.',
      engineText: JSON.stringify(raw)?.slice(0, 500) ?? '',
    });
  }
  if (compare(api, LEAST) < 0) {
    throw new AppFailure({
      code: 'engine-unreachable',
      context,
      reason: 'too-old',
      message: `This engine is too old: it speaks API ${api}, and Gantry needs ${LEAST} (Docker 20.10) or newer.`,
      hint: 'Update Docker on that machine, or use another engine.',
      engineText: `Version ${answer.Version ?? 'unknown'}, API ${api}`,
    });
  }
  const podman = answer.Components?.find((part) => /podman/i.test(part.Name ?? ''));
  const known = compare(api, NEWEST_KNOWN) < 0 ? api : NEWEST_KNOWN;
  return {
    engine: {
      product: podman ? 'podman' : 'docker',
      version: podman?.Version ?? answer.Version ?? 'unknown',
      apiVersion: api,
      minApiVersion: least,
      os: answer.Os ?? 'linux',
      arch: answer.Arch ?? 'unknown',
    },
    // An engine from the far future may have left our newest behind.
    useVersion: compare(known, least) < 0 ? least : known,
  };
}

function compare(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}
