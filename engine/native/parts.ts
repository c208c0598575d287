import { z } from 'zod';

const archive = z.object({
  url: z.url(),
  /** Hex. Without one it is neither downloaded nor released. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  format: z.enum(['tar.gz', 'zip', 'file']),
  /** Where its files go, below the folder that all parts share. */
  folder: z.string(),
  /** Of an archive only these, where most of it is of no use. */
  keep: z.array(z.string()).optional(),
});

const schema = z.object({
  parts: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      licence: z.string(),
      homepage: z.url(),
      purpose: z.string(),
      /** By `platform-arch`, as Node names them. */
      archives: z.record(z.string(), archive),
    }),
  ),
});

export type PartsList = z.infer<typeof schema>;

/** The list of what comes with the app (`resources/parts.json`); throws where it is not one. */
export const readParts = (list: unknown): PartsList => schema.parse(list);
