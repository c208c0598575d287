import type { ContainerState } from './container.ts';

/** An image of a list. */
export interface ImageSummary {
  readonly id: string;
  /** `redis:7`; empty for a dangling one. */
  readonly tags: readonly string[];
  /** `redis@sha256:…`, of the registries that it came from or went to. */
  readonly digests: readonly string[];
  /** Epoch ms; 0 where the image does not say. */
  readonly createdAt: number;
  /** With the layers that it shares with others. */
  readonly sizeBytes: number;
  /** Only of images that this engine committed, or built without BuildKit. */
  readonly parentId?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `linux/arm64/v8`; absent where a list does not say: `facts` does. */
  readonly platforms?: readonly string[];
}

/** What a list does not say of an image, and what never changes. */
export interface ImageFacts {
  readonly id: string;
  readonly platforms: readonly string[];
  readonly layerCount: number;
}

/** `GET /images/{name}/json` in our words. */
export interface ImageDetail extends ImageSummary, ImageDefaults {
  readonly platforms: readonly string[];
  /** Digests of the layers' contents (diff ids), the lowest first. */
  readonly layers: readonly string[];
  readonly author: string;
  readonly comment: string;
  readonly stopSignal: string;
  readonly shell: readonly string[];
  readonly onBuild: readonly string[];
  readonly healthcheck?: ImageHealthcheck;
  /** When a name last moved to it here; epoch ms. */
  readonly lastTaggedAt?: number;
  /** The engine's own answer. */
  readonly raw: unknown;
}

export interface ImageHealthcheck {
  /** As the engine has it: `NONE`, `CMD …` or `CMD-SHELL …`. */
  readonly test: readonly string[];
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly startPeriodMs?: number;
  readonly retries?: number;
}

/** What taking these names off would do, as it is now. */
export interface ImageRemovalPlan {
  readonly images: readonly PlannedImageRemoval[];
  /** What the layers take that no other image needs. */
  readonly freedBytes: number;
  /** False: at least so much; of some image it is not known which layer takes what. */
  readonly isFreedExact: boolean;
  /** Of their layers, what stays because the build cache has it too. */
  readonly heldBytes?: number;
}

export interface PlannedImageRemoval {
  readonly id: string;
  /** What is taken off: names, or the id of an image without a name. */
  readonly references: readonly string[];
  readonly keptTags: readonly string[];
  /** `untagged`: it stays, by another name or for an image that is made from it. `blocked`: containers use it. */
  readonly outcome: 'removed' | 'untagged' | 'blocked';
  readonly sizeBytes: number;
  readonly createdAt: number;
  /** Made from it; they keep the engine from removing it. */
  readonly containers: readonly ImageUser[];
  /** Images that were made from it, and keep its layers. */
  readonly childIds: readonly string[];
}

export interface ImageUser {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
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
