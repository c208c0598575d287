import { createOpener } from '../../ui/index.ts';

interface EditRequest {
  readonly id: string;
  readonly name: string;
  /** Back to how it was then; else its settings are opened as a form. */
  readonly versionId?: string;
  /** When that was. */
  readonly at?: number;
}

export const editOpener = createOpener<EditRequest>();

/** Opens the settings of a container as a form, or what going back to an earlier version of it would change. */
export const openEdit = (request: EditRequest): void => editOpener.open(request);
