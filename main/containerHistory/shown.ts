import type { ContainerVersion, RemovedContainer } from '../../contract/model/containerChange.ts';
import { compareRows } from '../containerChange/compareRows.ts';
import { settingRows } from '../containerChange/settingRows.ts';
import { lastOf, type Story, type Version } from './version.ts';

const rowsOf = ({ name, body }: Version) => settingRows(name, body);

/** Newest first, each with what it changed. */
export function versionsOf({ versions }: Story, containerId: string): readonly ContainerVersion[] {
  return versions
    .map((version, at): ContainerVersion => {
      const before = versions[at - 1];
      const { id, at: when, containerId: of, name, image, by, imageId } = version;
      const isMoved = before !== undefined && before.image === image && before.imageId !== imageId;
      const moved = { key: 'Image', group: 'Image', label: 'Image', before: image, after: `${image}, a newer one` };
      return {
        ...{ id, at: when, containerId: of, name, image, by },
        changes: before ? [...(isMoved ? [moved] : []), ...compareRows(rowsOf(before), rowsOf(version))] : [],
        isCurrent: at === versions.length - 1 && of === containerId,
      };
    })
    .toReversed();
}

export function removedOf(story: Story, context: string): RemovedContainer {
  const { image } = lastOf(story);
  const {
    at = 0,
    by = 'others',
    wasRunning = false,
    filesImage,
    lostVolumes = [],
    namedVolumes = [],
  } = story.removal ?? {};
  return {
    ...{ id: story.id, context, name: story.name, image, at, by, wasRunning, lostVolumes, namedVolumes },
    ...(filesImage !== undefined && { filesImage }),
  };
}
