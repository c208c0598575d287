/** One setting of a container, in words. */
export interface SettingRow {
  /** What it is, whatever it is called: `Env.PATH`, `HostConfig.Memory`. */
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly value: string;
  /** An environment variable: it may be a secret. */
  readonly isVariable?: boolean;
}

/** Old → new. Without `before` it was added, without `after` taken away. */
export interface SettingChange {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly isVariable?: boolean;
  readonly before?: string;
  readonly after?: string;
}

/** What becomes of a container when it is edited: as a form has it, or as it was once. */
export type ChangeWay = 'nothing' | 'live' | 'beside' | 'in-place';

/** What an edit would do, before anything is done. */
export interface ChangePreview {
  readonly name: string;
  readonly changes: readonly (SettingChange & {
    /** Needs a new container: cannot be changed while it runs. */
    readonly needsNew: boolean;
  })[];
  readonly way: ChangeWay;
  /** Why the old one must stop before the new one starts. */
  readonly reason?: string;
  /** Live in it, and are made anew with it. */
  readonly dependents: readonly { readonly name: string; readonly by: 'network' | 'ipc' | 'pid' | 'link' }[];
  /** Would not find it any more: their links go by the name that it has now. */
  readonly linkedBy: readonly string[];
  /** Its Compose file says how it is: `docker compose up` brings that back. */
  readonly stack?: { readonly project: string; readonly files: readonly string[] };
  /** Why it cannot be made anew. */
  readonly refusal?: string;
  /** Its name stands for another image by now: it stays with the one that it has, unless that is wanted. */
  readonly hasNewerImage: boolean;
  readonly isRunning: boolean;
  /** Files that it has written outside of its volumes: they stay with the old one. Absent when the engine cannot say. */
  readonly writableBytes?: number;
  /** Kept from an earlier change: goes when this one is done. */
  readonly replacesKept?: { readonly name: string; readonly writableBytes?: number };
  /** What a person would type. */
  readonly command: string;
  /** The same without values that look like secrets. */
  readonly shownCommand: string;
}

/** A change that goes on, one that was interrupted, or one that is done and whose old container is kept. */
export interface ContainerChange {
  readonly id: string;
  readonly context: string;
  readonly title: string;
  /** Of the container that was changed. */
  readonly name: string;
  readonly state: 'running' | 'interrupted' | 'kept';
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Where it is, or where it was interrupted: “the names were being exchanged”. */
  readonly phase?: string;
  readonly isGoingBack: boolean;
  readonly because?: string;
  readonly oldId: string;
  readonly newId?: string;
  /** How the old one is called now. */
  readonly asideName: string;
  /** Others that were made anew with it. */
  readonly others: readonly string[];
}

/** How the settings of a container were at a time, as the app saw them. */
export interface ContainerVersion {
  readonly id: string;
  readonly at: number;
  readonly containerId: string;
  readonly name: string;
  readonly image: string;
  /** Changed here, or by somebody else; `seen` for the first one. */
  readonly by: 'app' | 'others' | 'seen';
  /** Against the one before. */
  readonly changes: readonly SettingChange[];
  readonly isCurrent: boolean;
}

/** A container that is gone, and can be made again from what is known of it. */
export interface RemovedContainer {
  readonly id: string;
  readonly context: string;
  readonly name: string;
  readonly image: string;
  readonly at: number;
  readonly by: 'app' | 'others';
  readonly wasRunning: boolean;
  /** An image of its files. */
  readonly filesImage?: string;
  /** Went with it, with what was in them. */
  readonly lostVolumes: readonly string[];
  readonly namedVolumes: readonly string[];
}
