/** A repository of Docker Hub, as its search tells of it. */
export interface HubHit {
  /** As it is pulled: `redis`, `owner/name`. */
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly isOfficial: boolean;
}
