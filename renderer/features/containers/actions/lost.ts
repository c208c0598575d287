import type { RemovePreview } from '../../../../contract/model/container.ts';
import { formatSize } from '../../../ui/index.ts';

const shortName = (name: string) => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name);

/** What a removal takes and what it leaves, in one line for each container. */
export function lostText(preview: RemovePreview, withVolumes: boolean): string {
  const { writableBytes, anonymousVolumes, namedVolumes } = preview;
  const parts = [
    writableBytes === undefined
      ? 'what it wrote goes (size unknown)'
      : writableBytes === 0
        ? 'wrote nothing'
        : `${formatSize(writableBytes)} that it wrote go`,
  ];
  for (const { name, destination, sizeBytes } of anonymousVolumes) {
    const size = sizeBytes === undefined ? '' : `, ${formatSize(sizeBytes)}`;
    parts.push(`volume ${shortName(name)} (${destination}${size}) ${withVolumes ? 'goes' : 'stays, without an owner'}`);
  }
  const [only, second] = namedVolumes;
  if (second !== undefined) parts.push(`volumes ${namedVolumes.join(', ')} stay`);
  else if (only !== undefined) parts.push(`volume ${only} stays`);
  return parts.join(' · ');
}

/** What was freed by the removal of these, as far as their sizes were known. */
export function freedText(
  previews: readonly RemovePreview[],
  removed: readonly { readonly id: string }[],
  withVolumes: boolean,
): string | undefined {
  const gone = previews.filter(({ id }) => removed.some((one) => one.id === id));
  const known = gone.filter(({ writableBytes }) => writableBytes !== undefined);
  if (known.length === 0) return undefined;
  const size = formatSize(lostBytes(gone, withVolumes));
  return known.length === gone.length ? `${size} freed.` : `At least ${size} freed.`;
}

/** What is known to be freed. */
export function lostBytes(previews: readonly RemovePreview[], withVolumes: boolean): number {
  return previews.reduce((sum, { writableBytes = 0, anonymousVolumes }) => {
    const volumes = withVolumes ? anonymousVolumes.reduce((total, { sizeBytes = 0 }) => total + sizeBytes, 0) : 0;
    return sum + writableBytes + volumes;
  }, 0);
}
