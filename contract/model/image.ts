import type { ContainerState } from './container.ts';

/** An image as the run form and lists need it. */
export interface ImageSummary {
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly createdAt: number;
  readonly sizeBytes: number;
}

/** What removing one name of an image takes. */
export interface ImageRemovePreview {
  readonly id: string;
  readonly sizeBytes: number;
  /** Names that stay: then only the name goes, and nothing is freed. */
  readonly otherTags: readonly string[];
  /** Made from this image. They keep the engine from removing its last name. */
  readonly containers: readonly { readonly id: string; readonly name: string; readonly state: ContainerState }[];
}

/** What went: names, and the layers that nothing else needs, by id. */
export interface ImageRemoval {
  readonly untagged: readonly string[];
  readonly deleted: readonly string[];
}

/** What an image says a container of it wants; prefills the run form. */
export interface ImageDefaults {
  readonly id: string;
  readonly exposedPorts: readonly { readonly containerPort: number; readonly protocol: 'tcp' | 'udp' | 'sctp' }[];
  readonly volumes: readonly string[];
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly workingDir: string;
}
