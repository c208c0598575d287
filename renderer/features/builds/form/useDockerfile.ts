import type { AppError } from '../../../../contract/errors.ts';
import type { BuildSettings } from '../../../../contract/model/build.ts';
import type { DockerfileFound, DockerfileOutline } from '../../../../contract/model/buildContext.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useSettled } from '../../../ui/useSettled.ts';

const SETTLE_MS = 250;

interface ChosenDockerfile {
  readonly found?: DockerfileFound;
  readonly outline?: DockerfileOutline;
  /** Why there is none to build. */
  readonly error?: AppError;
}

/** The Dockerfile that would be built, as it is on the disk or was pasted. Nothing of a remote one is known. */
export function useDockerfile({ source, dockerfile }: Pick<BuildSettings, 'source' | 'dockerfile'>): ChosenDockerfile {
  const isKnown = dockerfile.type === 'text' || (source.type === 'folder' && source.path !== '');
  const key = useSettled(isKnown ? JSON.stringify({ source, dockerfile }) : '', SETTLE_MS);
  const { value, error } = useLoad(key, async (signal): Promise<ChosenDockerfile> => {
    if (key === '') return {};
    const asked = JSON.parse(key) as Pick<BuildSettings, 'source' | 'dockerfile'>;
    if (asked.dockerfile.type === 'text') {
      return { outline: await client.builds.outline({ text: asked.dockerfile.text }, { signal }) };
    }
    const found = await client.builds.dockerfile(asked, { signal });
    return { found, outline: found.outline };
  });
  return error ? { error } : (value ?? {});
}
