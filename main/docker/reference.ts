import { AppFailure } from '../../contract/errors.ts';
import { type ImageReference, readReference } from '../../contract/model/imageReference.ts';

export type { ImageReference };

/**
 * `redis` → docker.io, redis:latest. The rules are those of github.com/distribution/reference.
 * Throws `invalid-input` at `image`.
 */
export function parseReference(text: string): ImageReference {
  const read = readReference(text);
  if (read.ok) return read.reference;
  const { message, hint } = read.problem;
  const name = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  throw new AppFailure({
    code: 'invalid-input',
    path: ['image'],
    message: `“${name}” is not the name of an image: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    hint,
  });
}
