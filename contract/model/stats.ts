/** One second of one container; the numbers are those of `docker stats`. */
export interface StatsSample {
  readonly at: number;
  /** 100 is one whole CPU. */
  readonly cpuPercent: number;
  /** Without the page cache, as the CLI counts. */
  readonly memoryBytes: number;
  /** The container's limit, or the machine's memory where there is none. */
  readonly memoryLimitBytes: number;
  readonly networkRxBytes: number;
  readonly networkTxBytes: number;
  readonly blockReadBytes: number;
  readonly blockWriteBytes: number;
  readonly pids: number;
}

/** All that is followed, once a second, in one message. */
export interface StatsTick {
  readonly at: number;
  readonly samples: Readonly<Record<string, StatsSample>>;
}
