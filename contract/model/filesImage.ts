/** What the image of a removed container’s files is called: `gantry-kept/web:20260131-101500`. */
export function filesImage(containerName: string, tag: string): string {
  const path = containerName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `gantry-kept/${path || 'container'}:${tag}`;
}

/** For a time (epoch ms), so that no two are the same: `20260131-101500`. */
export const filesImageTag = (at: number): string =>
  new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
