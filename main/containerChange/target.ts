import { AppFailure } from '../../contract/errors.ts';
import type { WantedChange } from '../../contract/services/containerChanges.ts';
import type { ContainerHistory } from '../containerHistory/createHistory.ts';
import type { Connection } from '../docker/connection.ts';
import { inspectMade, type MadeContainer, nameOf } from '../recreate/made.ts';
import { type ImageOf, imageOf } from '../recreate/planOperation.ts';
import { recreateBody } from '../recreate/recreateBody.ts';
import { changeBody } from './changeBody.ts';
import type { Target } from './liveSteps.ts';

type Fields = Record<string, unknown>;

/** A container as it is, and what is to become of it. */
export interface Edit {
  readonly made: MadeContainer;
  readonly image: ImageOf;
  readonly from: Target;
  readonly to: Target;
  /** The same change done to another writing of what it is made from. */
  readonly change: (body: Fields) => Fields;
  readonly platform?: string;
  /** The name of its image stands for another one by now. */
  readonly hasNewerImage: boolean;
  /** And that is wanted. */
  readonly movesImage: boolean;
  /** What the new one is made from: a name, or an id where the name would give another image. */
  readonly finalImage: string;
}

export interface EditInput {
  readonly id: string;
  readonly wanted: WantedChange;
  readonly takesNewerImage: boolean;
}

export async function readEdit(
  connection: Connection,
  history: ContainerHistory,
  { id, wanted, takesNewerImage }: EditInput,
): Promise<Edit> {
  const made = await inspectMade(connection, id);
  const image = await imageOf(connection, made);
  const from: Target = {
    name: nameOf(made),
    body: plain(recreateBody(made, image.config, { canMakeNetworks: true }).body),
  };
  const wish =
    wanted.type === 'settings' ? ofSettings(wanted) : await ofVersion(connection, history, made, wanted.versionId);
  const hasNewerImage = image.reference !== made.Config.Image;
  const to: Target = { name: wish.name ?? from.name, body: plain(wish.change(from.body)) };
  const isSameImage = to.body['Image'] === made.Config.Image;
  const movesImage = isSameImage && hasNewerImage && takesNewerImage;
  // Its name may stand for a newer image by now; that is only taken where it is wanted.
  const finalImage = isSameImage && !movesImage ? image.reference : String(to.body['Image']);
  return {
    ...{ made, image, from, to, hasNewerImage, movesImage, finalImage },
    change: (body) => ({ ...wish.change(body), Image: finalImage }),
    ...(wish.platform !== undefined && { platform: wish.platform }),
  };
}

interface Wish {
  readonly name?: string | undefined;
  readonly change: (body: Fields) => Fields;
  readonly platform?: string | undefined;
}

function ofSettings({ before, after }: Extract<WantedChange, { type: 'settings' }>): Wish {
  return {
    name: after.name === before.name ? undefined : after.name,
    change: (body) => changeBody(body, before, after),
    ...(after.platform !== before.platform && { platform: after.platform }),
  };
}

/** As it was: all of that time, under the name of that time. */
async function ofVersion(
  connection: Connection,
  history: ContainerHistory,
  made: MadeContainer,
  versionId: string,
): Promise<Wish> {
  const story = (await history.book(connection)).ofContainer(made.Id);
  const version = story?.versions.find(({ id }) => id === versionId);
  if (!version) {
    throw new AppFailure({
      code: 'not-found',
      message: 'How the container was then is not known any more.',
      hint: 'Choose another one of its history.',
    });
  }
  return { name: version.name, change: () => version.body };
}

const plain = (body: object): Fields => JSON.parse(JSON.stringify(body)) as Fields;
