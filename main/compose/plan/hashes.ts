import { createHash } from 'node:crypto';
import type { ConfigResource, ConfigService } from './composeConfig.ts';

/**
 * The hashes that compose writes into the label `com.docker.compose.config-hash` (github.com/docker/compose, pkg/compose/hash.go):
 * SHA-256 of the JSON that Go makes of a service, a network or a volume. `config --hash` says those of services only.
 */
export function serviceHash(service: ConfigService): string {
  const { build: _b, pull_policy: _p, scale: _s, depends_on: _d, profiles: _f, deploy, ...rest } = service;
  const { replicas: _r, ...deployed } = deploy ?? {};
  // Keys stay in their order: Go writes them in that of its struct.
  const kept = Object.fromEntries(
    Object.keys(service)
      .filter((key) => key in rest || key === 'deploy')
      .map((key) => [key, key === 'deploy' ? deployed : rest[key]]),
  );
  return sha256(goJson(kept));
}

export const networkHash = (network: ConfigResource): string => sha256(goJson(network));

export function volumeHash(volume: ConfigResource): string {
  const { name, driver, ...rest } = volume;
  const isNamed = typeof driver === 'string' && driver !== '';
  return sha256(goJson({ name, driver: isNamed ? driver : 'local', ...rest }));
}

/** Go writes what could end a script in HTML as escapes. */
const goJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
