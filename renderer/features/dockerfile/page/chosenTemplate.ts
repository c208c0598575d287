import { createOpener } from '../../../ui/index.ts';
import type { Template } from '../templates/template.ts';

/** What the next Dockerfile is to begin with, until it has, or the page is left. */
export const chosenTemplate = createOpener<Template>();

/** Then go to the page of Dockerfiles: it asks for the folder. */
export const chooseTemplate = (template: Template): void => chosenTemplate.open(template);
