/** An image as the run form and lists need it. */
export interface ImageSummary {
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly createdAt: number;
  readonly sizeBytes: number;
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
