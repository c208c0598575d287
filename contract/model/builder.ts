/** A BuildKit that `docker buildx` can build with. */
export interface Builder {
  readonly name: string;
  /** `docker`, `docker-container`, `kubernetes`, `remote`, `cloud`. */
  readonly driver: string;
  /** Builds that name no builder go to it. */
  readonly isCurrent: boolean;
  /** Made by buildx itself for each context: cannot be removed. */
  readonly isOfContext: boolean;
  readonly lastActivityAt?: number;
  readonly nodes: readonly BuilderNode[];
  /** Why it cannot be read. */
  readonly error?: string;
}

export interface BuilderNode {
  readonly name: string;
  readonly endpoint: string;
  /** `running`, `inactive`, `stopped`, `error`. */
  readonly status: string;
  readonly version?: string;
  readonly platforms: readonly string[];
  readonly flags: readonly string[];
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly gcRules: readonly GcRule[];
  readonly error?: string;
}

/** When BuildKit removes cache by itself. Absent numbers mean no such limit. */
export interface GcRule {
  readonly isForAll: boolean;
  readonly filters: readonly string[];
  readonly keepForMs?: number;
  readonly reservedBytes?: number;
  readonly maxUsedBytes?: number;
  readonly minFreeBytes?: number;
}
