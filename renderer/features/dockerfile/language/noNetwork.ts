/**
 * In place of Node’s `https` in the page: the language service would ask Docker Hub for the tags of an image while one
 * types. Nothing of the page speaks to anybody but main.
 */
export function get(): never {
  throw new Error('The page asks nobody for tags.');
}
