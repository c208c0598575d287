/** Whom Docker Hub vouches for: its own team, a company that it has checked, a project that it sponsors. */
export type HubTrust = 'official' | 'verified-publisher' | 'sponsored-open-source';

/** A repository of Docker Hub, as its search tells of it. */
export interface HubHit {
  /** As it is pulled: `redis`, `owner/name`. */
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  /** Absent for everybody else, and where Docker Hub itself could not be asked, whatever is not official. */
  readonly trust?: HubTrust;
}

export interface RegistryHits {
  /** With the registry, as they are pulled. */
  readonly repositories: readonly string[];
  /** It has more than were looked through or are told. */
  readonly isWhole: boolean;
}
