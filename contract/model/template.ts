import { z } from 'zod';

/** A name that Compose fills in: `${HTTP_PORT}`. */
const VariableName = z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'A parameter is named like a variable: HTTP_PORT.');

/**
 * What a template asks for. It becomes a line of the stack's `.env`, and the Compose file has it as `${NAME}`.
 * `secret`: made up at random where nothing is typed; it has no default.
 */
export const TemplateParameter = z
  .object({
    name: VariableName,
    label: z.string().min(1).max(80),
    description: z.string().max(300).optional(),
    type: z.enum(['text', 'number', 'port', 'secret', 'choice']),
    default: z.string().max(1000).optional(),
    choices: z.array(z.string().min(1)).max(50).optional(),
  })
  .refine(({ type, default: value }) => type !== 'secret' || value === undefined, {
    message: 'A secret has no default: it is made up.',
    path: ['default'],
  })
  .refine(({ type, choices = [], default: value = choices[0] }) => type !== 'choice' || choices.includes(value ?? ''), {
    message: 'A choice has choices, and its default is one of them.',
    path: ['choices'],
  });
export type TemplateParameter = z.infer<typeof TemplateParameter>;

/** `template.json`, beside the `compose.yaml` of a template and what else belongs to it. */
export const TemplateManifest = z.object({
  title: z.string().min(1).max(80),
  description: z.string().min(1).max(500),
  keywords: z.array(z.string().min(1).max(40)).max(30).default([]),
  parameters: z.array(TemplateParameter).max(50).default([]),
  /** What to do once it runs: where to open it, who signs in first. */
  next: z.string().max(1000).optional(),
});
export type TemplateManifest = z.infer<typeof TemplateManifest>;
export type TemplateManifestInput = z.input<typeof TemplateManifest>;

/** A template of a list. */
export interface TemplateSummary extends TemplateManifest {
  /** Its source and its folder in it: `gantry/wordpress`. */
  readonly id: string;
  /** The name of its source; absent for those that come with Gantry. */
  readonly from?: string;
}

export interface TemplateFile {
  /** In the folder of the stack, with `/`. */
  readonly path: string;
  readonly text: string;
  /** It is a program: it keeps that right. */
  readonly isExecutable: boolean;
}

/** A template as it will be written, but for the values. */
export interface TemplateDetail extends TemplateSummary {
  /** The Compose file first. */
  readonly files: readonly TemplateFile[];
}

/** Where templates of one's own are. */
export interface TemplateSource {
  readonly id: string;
  readonly type: 'folder' | 'git';
  /** The folder, or the address without its password. */
  readonly name: string;
  readonly branch?: string;
  /** Where they are read. */
  readonly folder: string;
  readonly count: number;
  /** Epoch ms: when it was last fetched. */
  readonly updatedAt?: number;
  /** What in it cannot be read, in whole sentences. */
  readonly problems: readonly string[];
}

export interface TemplateList {
  readonly templates: readonly TemplateSummary[];
  readonly sources: readonly TemplateSource[];
}

/** What a new stack is made from, besides a template. */
export const DraftFrom = z.discriminatedUnion('type', [
  z.object({ type: z.literal('nothing') }),
  /** Commands as they are pasted. */
  z.object({
    type: z.literal('commands'),
    text: z.string().min(1).max(1_000_000),
    moveLateFlags: z.boolean().default(false),
  }),
  z.object({ type: z.literal('containers'), ids: z.array(z.string().min(1)).min(1).max(100) }),
  /** The text of a file of Fig, or of an older Compose. */
  z.object({ type: z.literal('old-file'), text: z.string().min(1).max(4_000_000) }),
]);
export type DraftFrom = z.infer<typeof DraftFrom>;

export interface DraftNote {
  /** `lost`: it is not in the file. `look`: it is there otherwise than before. `info`: how it was understood. */
  readonly kind: 'lost' | 'look' | 'info';
  readonly service?: string;
  readonly message: string;
}

/** What would be written, before it is. */
export interface StackDraft {
  readonly compose: string;
  /** What nobody else should read, as a `.env` that only its owner reads; empty where there is none. */
  readonly env: string;
  /** A name for the stack that comes to mind. */
  readonly project: string;
  readonly services: readonly string[];
  readonly notes: readonly DraftNote[];
  /** The commands have flags after the image: offer to read them as flags. */
  readonly hasLateFlags: boolean;
}
