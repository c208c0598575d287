import { createOpener } from '../../ui/index.ts';

interface PushRequest {
  readonly context: string;
  /** A name that the image has; absent for one without a name. */
  readonly reference?: string;
  readonly imageId: string;
}

/** Without an image the person chooses one. */
export const pushOpener = createOpener<Partial<PushRequest>>();

/** Opens the dialog that pushes an image. */
export const openPush = (request: PushRequest): void => pushOpener.open(request);
