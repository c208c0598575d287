import type { ImageDefaults } from '../../../../contract/model/image.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useSettled } from '../../../ui/useSettled.ts';

const SETTLE_MS = 250;

/** The images that are on the machine of the engine, by the names a person would use. */
export function useImageNames(context: string): readonly string[] {
  const { value } = useLoad(context, (signal) => client.images.list({ context }, { signal }));
  return [...new Set(value?.flatMap(({ tags }) => tags) ?? [])].toSorted();
}

/** What the image says of itself; nothing while it is not on the machine. */
export function useImageDefaults(context: string, image: string): { defaults?: ImageDefaults; isMissing: boolean } {
  const reference = useSettled(image.trim(), SETTLE_MS);
  const { value, error } = useLoad(`${context} ${reference}`, async (signal) =>
    reference === '' ? undefined : client.images.defaults({ context, reference }, { signal }),
  );
  return { defaults: error ? undefined : value, isMissing: reference !== '' && error?.code === 'not-found' };
}
