import { mkdir, rm } from 'node:fs/promises';
import type { EnginePart } from '../../contract/model/engine.ts';
import { takeDebianPackages } from './debian.ts';
import { manifest } from './manifest.ts';

export interface DebianBundleRequest {
  /** Kept between runs. */
  readonly workDir: string;
  /** Exists and is empty. */
  readonly targetDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * The engine of Debian's packages, runc included, to come with the app where Docker's archives cannot be had: from the
 * first suite that has it. For this machine's architecture.
 */
export async function takeDebianBundle(request: DebianBundleRequest): Promise<readonly EnginePart[]> {
  const { debian } = manifest;
  const runc = debian.ifMissing.filter(({ isForRootless }) => !isForRootless);
  const refusals: string[] = [];
  for (const suite of debian.suites) {
    try {
      const packages = [...debian.packages, ...runc];
      const { parts } = await takeDebianPackages({ ...request, debian, suite, packages, onProgress: () => {} });
      request.say(`From Debian ${suite}: ${parts.map(({ name, version }) => `${name} ${version}`).join(', ')}.`);
      return parts;
    } catch (error) {
      refusals.push(`${suite}: ${String(error)}`);
      await rm(request.targetDir, { recursive: true, force: true });
      await mkdir(request.targetDir);
    }
  }
  throw new Error(`Debian has no engine for this machine: ${refusals.join(' ')}`);
}
