import { z } from 'zod';

/** What Compose takes for `--project-name`. */
export const ProjectName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]*$/,
    'A project name has small letters, digits, “-” and “_”, and begins with a letter or a digit.',
  );

/** A stack is what a person sees of a Compose project. A name alone is no address: each engine has its own. */
export const StackRef = z.object({ context: z.string().min(1), project: ProjectName });
export type StackRef = z.infer<typeof StackRef>;

/** How `docker compose` is called for a stack, besides its name. Paths are absolute, on the computer Gantry runs on. */
export const StackFiles = z.object({
  /** `--project-directory` */
  workingDir: z.string().min(1),
  /** `--file`, in this order; later ones override. */
  configFiles: z.array(z.string().min(1)).min(1),
  /** `--env-file`; none: `.env` of the folder, if it is there. */
  envFiles: z.array(z.string().min(1)).default([]),
  /** `--profile` */
  profiles: z.array(z.string().min(1)).default([]),
});
export type StackFiles = z.infer<typeof StackFiles>;
