import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';

/** A data folder in which the app finds docker buildx where the docker CLI would have it. Gives its environment. */
export async function withBuildx(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const program = process.env['GANTRY_TEST_BUILDX'];
  if (!program) throw new Error('These tests need docker buildx: set GANTRY_TEST_BUILDX to where it is.');
  const config = path.join(dataDir, 'docker');
  await mkdir(path.join(config, 'cli-plugins'), { recursive: true });
  await symlink(program, path.join(config, 'cli-plugins', 'docker-buildx'));
  return { DOCKER_CONFIG: config };
}
