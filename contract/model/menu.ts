import { z } from 'zod';

/** A command of the interface as the window's application menu shows it; the interface runs it. */
export const MenuCommand = z.object({
  id: z.string().min(1).max(200),
  title: z.string().min(1).max(200),
  /** The menu it stands in. */
  section: z.string().min(1).max(50),
  /** `mod+k`, `shift+mod+p`; a sequence such as `g c` is only shown by the interface. */
  shortcut: z.string().max(50).optional(),
  isEnabled: z.boolean().default(true),
});
export type MenuCommand = z.infer<typeof MenuCommand>;
