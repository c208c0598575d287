import { z } from 'zod';

/** What is told while nobody looks; each by itself. */
export const NotificationChoices = z.object({
  /** Long work that ended. */
  jobs: z.boolean().default(true),
  /** A container became unhealthy, or healthy again. */
  health: z.boolean().default(true),
  /** A container that ends and is started again, over and over. */
  crashLoops: z.boolean().default(true),
});
export type NotificationChoices = z.infer<typeof NotificationChoices>;

/** What becomes of containers in Gantry’s own engine when the app is quit. */
export const OnQuit = z.enum(['ask', 'keep', 'stop']);
export type OnQuit = z.infer<typeof OnQuit>;

/** How the app behaves as a window of the desktop. */
export const DesktopChoices = z.object({
  opensAtLogin: z.boolean().default(false),
  /** Begins in the tray, without a window; only where it has been opened at login. */
  startsHidden: z.boolean().default(false),
  /** Closing the window leaves the app in the tray. */
  staysInTray: z.boolean().default(false),
  onQuit: OnQuit.default('ask'),
  /** Shows the window from anywhere: `mod+shift+g`; empty: none. */
  globalShortcut: z.string().max(50).default(''),
});
export type DesktopChoices = z.infer<typeof DesktopChoices>;

export type OpenedFileKind = 'compose' | 'dockerfile' | 'image';

/** What a link may ask for; nothing of it is done before the person has agreed. */
export interface RunLink {
  readonly image: string;
  readonly name?: string;
  /** `8080:80`, `127.0.0.1:8080:80/tcp`. */
  readonly ports: readonly {
    readonly hostPort?: number;
    readonly containerPort: number;
    readonly protocol: 'tcp' | 'udp';
  }[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

export const CONTAINER_TABS = ['logs', 'stats', 'files', 'terminal', 'inspect'] as const;
export type ContainerTab = (typeof CONTAINER_TABS)[number];

/** Why a link is not followed. */
export type LinkRefusal =
  /** Longer than any that is meant well, or with signs that an address cannot hold. */
  | 'malformed'
  /** `gantry://` knows only containers and runs. */
  | 'unknown-kind'
  | 'bad-container'
  | 'bad-image'
  | 'bad-port'
  | 'bad-env'
  /** Something that a link may not set. It is not left out: the person would not get what the link says. */
  | 'unknown-setting'
  | 'set-twice';

export type DeepLink =
  | { readonly type: 'container'; readonly container: string; readonly tab?: ContainerTab }
  | { readonly type: 'run'; readonly run: RunLink }
  | { readonly type: 'refused'; readonly reason: LinkRefusal };

/** What the system, or the shell around the page, asks of the page. */
export type ShellRequest =
  | { readonly type: 'link'; readonly link: DeepLink }
  /** A file that the person has opened or dropped: for the two that are texts, by its path. */
  | { readonly type: 'file'; readonly kind: 'compose' | 'dockerfile'; readonly path: string }
  /** An archive of images: main reads it, by this token and once. */
  | { readonly type: 'image'; readonly token: string; readonly name: string; readonly sizeBytes: number }
  | { readonly type: 'unknown-file'; readonly name: string }
  /** A page of the app: `/containers/3f2a…/logs`. */
  | { readonly type: 'place'; readonly place: string };

/** Something worth telling a person who looks elsewhere. */
export interface Notice {
  readonly id: string;
  readonly at: number;
  readonly kind: 'job-done' | 'job-failed' | 'unhealthy' | 'healthy' | 'crash-loop';
  /** Of the job or the container: what it is called. */
  readonly subject: string;
  /** The error’s own words. */
  readonly detail?: string;
  /** How often it was started again, and in how many seconds. */
  readonly restarts?: number;
  /** Where it is to be seen in the page. */
  readonly place?: string;
}
