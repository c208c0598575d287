import type { VolumeSize } from '../../../../contract/model/volume.ts';

/** The line of a chart, in units of its box; a measurement stands where its time is. */
export function growthPath(sizes: readonly VolumeSize[], width: number, height: number): string {
  const [first] = sizes;
  const last = sizes.at(-1);
  if (!first || !last || sizes.length < 2) return '';
  const span = Math.max(1, last.at - first.at);
  const most = Math.max(1, ...sizes.map(({ sizeBytes }) => sizeBytes));
  return sizes
    .map(({ at, sizeBytes }, index) => {
      const x = ((at - first.at) / span) * width;
      const y = height - (sizeBytes / most) * height;
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join(' ');
}

/** “+1.2 GB since 3 March”: what a chart says in words. */
export function growthOf(sizes: readonly VolumeSize[]): number {
  const [first] = sizes;
  return (sizes.at(-1)?.sizeBytes ?? 0) - (first?.sizeBytes ?? 0);
}
