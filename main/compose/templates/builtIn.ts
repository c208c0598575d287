import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TemplateOrigin } from './readTemplates.ts';

/** Built, they are beside the program; from the sources they are in `resources`. */
const PLACES = ['../stack-templates', '../../../resources/templates'];

/** The templates that come with Gantry. */
export const builtIn = (): TemplateOrigin => {
  const folders = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return { id: 'gantry', folder: folders.find((folder) => existsSync(folder)) ?? '' };
};
