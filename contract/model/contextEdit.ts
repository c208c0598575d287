import { z } from 'zod';

/** As the docker CLI takes it. */
export const ContextName = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/,
    'A name has two characters or more: letters, digits, “_”, “.”, “+” and “-”, and begins with a letter or digit.',
  )
  .refine((name) => name !== 'default', 'The name “default” belongs to the docker CLI.');

const pem = z.string().max(200_000).optional();

/** What proves both sides to one another, as PEM texts. They are kept where the docker CLI keeps them. */
export const ContextTls = z.object({
  ca: pem,
  cert: pem,
  key: pem,
  /** Takes any certificate of the engine’s: whoever is between can pretend to be it. */
  skipVerify: z.boolean().default(false),
});
export type ContextTls = z.infer<typeof ContextTls>;

export const ContextSettings = z.object({
  name: ContextName,
  description: z.string().max(500).default(''),
  /** `ssh://user@host`, `tcp://host:2376`, `unix:///path`. */
  endpoint: z.string().min(1, 'Write an address.').max(2000),
  /** Absent: none, or of an edited context those that it has. */
  tls: ContextTls.optional(),
});
export type ContextSettings = z.infer<typeof ContextSettings>;
export type ContextSettingsInput = z.input<typeof ContextSettings>;

/** What is known of a context of the docker CLI, for editing it. Certificates themselves stay in main. */
export interface ContextDetail {
  readonly name: string;
  readonly description: string;
  readonly endpoint: string;
  readonly skipVerify: boolean;
  /** Which files it has. */
  readonly tlsFiles: readonly ('ca' | 'cert' | 'key')[];
  /** Where they are. */
  readonly tlsDir: string;
  /** The docker CLI uses it where nothing else is said. */
  readonly isCurrent: boolean;
}
