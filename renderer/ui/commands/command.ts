import type { ReactNode } from 'react';

/** Something the person can do. The one object feeds the palette, menus, shortcuts and buttons. */
export interface Command {
  /** Stable: `containers.run`. */
  readonly id: string;
  /** A verb first: “Run a container”. */
  readonly title: string;
  /** Heading in the palette and in the list of shortcuts. */
  readonly section: string;
  /** Dim, after the title: the object it applies to. */
  readonly detail?: string;
  readonly keywords?: readonly string[];
  readonly icon?: ReactNode;
  /** `mod+k` (Ctrl, or Cmd on a Mac), `shift+delete`, `?`, or one key after another: `g c`. */
  readonly shortcut?: string;
  /** Absent: always. */
  readonly isEnabled?: () => boolean;
  readonly run: () => void;
}

/** Commands made for what is being typed: one per container, for example. Gives the best ones first. */
export type PaletteSource = (query: string) => readonly Command[];

export const isCommandEnabled = (command: Command): boolean => command.isEnabled?.() ?? true;
