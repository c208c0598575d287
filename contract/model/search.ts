/** A repository of Docker Hub, as its search tells of it. */
export interface HubHit {
  /** As it is pulled: `redis`, `owner/name`. */
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly isOfficial: boolean;
}

export interface RegistryHits {
  /** With the registry, as they are pulled. */
  readonly repositories: readonly string[];
  /** It has more than were looked through or are told. */
  readonly isWhole: boolean;
}
