import type { RemovePreview } from '../../../../contract/model/container.ts';
import { formatSize } from '../../../ui/index.ts';
import { isUp } from '../text/state.ts';
import { t } from '../texts/index.ts';

const shortName = (name: string) => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name);

/** What a removal takes and what it leaves, in one line for each container. */
export function lostText(preview: RemovePreview, withVolumes: boolean, isStoppedFirst = false): string {
  const { writableBytes, anonymousVolumes, namedVolumes } = preview;
  const isTakenByEngine = endsByStop(preview, isStoppedFirst);
  const fate = withVolumes
    ? 'goes'
    : isTakenByEngine
      ? t('goes too: with --rm the engine takes it')
      : t('stays, without an owner');
  const parts = [
    writableBytes === undefined
      ? t('what it wrote goes (size unknown)')
      : writableBytes === 0
        ? t('wrote nothing')
        : t('{{writable}} that it wrote go', { writable: formatSize(writableBytes) }),
  ];
  for (const { name, destination, sizeBytes } of anonymousVolumes) {
    const size = sizeBytes === undefined ? '' : `, ${formatSize(sizeBytes)}`;
    parts.push(
      t('volume {{name}} ({{destination}}{{size}}) {{fate}}', { name: shortName(name), destination, size, fate }),
    );
  }
  const [only, second] = namedVolumes;
  if (second !== undefined) parts.push(t('volumes {{namedVolumes}} stay', { namedVolumes: namedVolumes.join(', ') }));
  else if (only !== undefined) parts.push(t('volume {{only}} stays', { only }));
  return parts.join(' · ');
}

/** Of one that was made with `--rm` its end is enough: the engine removes it then, and its anonymous volumes. */
const endsByStop = ({ isAutoRemoved, state }: RemovePreview, isStoppedFirst: boolean): boolean =>
  isAutoRemoved && isStoppedFirst && isUp(state);

/** What was freed by the removal of these, as far as their sizes were known. */
export function freedText(
  previews: readonly RemovePreview[],
  removed: readonly { readonly id: string }[],
  withVolumes: boolean,
  isStoppedFirst = false,
): string | undefined {
  const gone = previews.filter(({ id }) => removed.some((one) => one.id === id));
  const known = gone.filter(({ writableBytes }) => writableBytes !== undefined);
  if (known.length === 0) return undefined;
  const size = formatSize(lostBytes(gone, withVolumes, isStoppedFirst));
  return known.length === gone.length ? t('{{size}} freed.', { size }) : t('At least {{size}} freed.', { size });
}

/** What is known to be freed. */
export function lostBytes(previews: readonly RemovePreview[], withVolumes: boolean, isStoppedFirst = false): number {
  return previews.reduce((sum, preview) => {
    const { writableBytes = 0, anonymousVolumes } = preview;
    const volumes =
      withVolumes || endsByStop(preview, isStoppedFirst)
        ? anonymousVolumes.reduce((total, { sizeBytes = 0 }) => total + sizeBytes, 0)
        : 0;
    return sum + writableBytes + volumes;
  }, 0);
}
