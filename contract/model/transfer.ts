/** Why a push would be refused, or hit something that is not meant. */
export type PushConcern =
  /** `docker.io/library/…` are Docker’s own; a bare name is one of them. */
  | { readonly type: 'official'; readonly suggested?: string }
  | { readonly type: 'not-signed-in'; readonly registry: string }
  /** On Docker Hub one pushes to one’s own name or an organization’s. */
  | {
      readonly type: 'other-namespace';
      readonly namespace: string;
      readonly username: string;
      readonly suggested: string;
    }
  /** The name is another image’s now, and will be this one’s. */
  | { readonly type: 'name-moves'; readonly fromId: string };

/** What is known of a push before it is begun. */
export interface PushCheck {
  /** As the CLI shows it. */
  readonly target: string;
  readonly registry: string;
  readonly repository: string;
  /** Who the CLI’s sign-in is for. */
  readonly username?: string;
  readonly isSignedIn: boolean;
  /** The image has the name already: nothing is tagged. */
  readonly hasName: boolean;
  /** Tags that the repository has on the engine: those of “all tags”. */
  readonly tags: readonly string[];
  readonly concerns: readonly PushConcern[];
}

export interface PushDestination {
  /** What comes before the name: `docker.io/me`, `localhost:5000`. Without `docker.io`, as the CLI writes it: `me`. */
  readonly prefix: string;
  readonly registry: string;
  /** A sign-in, or the name of an image that is here. */
  readonly from: 'sign-in' | 'image';
}

/** The tags of a repository in its registry: `latest`, then the highest version first. */
export interface RemoteTags {
  /** With the registry, unless that is Docker Hub. */
  readonly repository: string;
  readonly tags: readonly string[];
  /** There are more than are told. */
  readonly isWhole: boolean;
}

/** What a registry has under a name. */
export interface RemoteImageSummary {
  readonly reference: string;
  readonly digest: string;
  readonly platforms: readonly {
    /** `linux/arm64/v8`, as `--platform` takes it; empty where it is not told. */
    readonly name: string;
    readonly digest?: string;
    /** What a pull downloads when nothing of it is there. */
    readonly sizeBytes?: number;
    readonly createdAt?: number;
  }[];
}

/** What pulling all tags comes to, a layer counted once. */
export interface AllTagsSize {
  readonly tagCount: number;
  /** Of so many of them: the others are not asked for, and come on top. */
  readonly countedTags: number;
  readonly sizeBytes: number;
}
