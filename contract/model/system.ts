/** `docker info` and `docker version`, in our words. */
export interface SystemInfo {
  readonly name: string;
  readonly serverVersion: string;
  readonly apiVersion: string;
  readonly minApiVersion: string;
  readonly operatingSystem: string;
  readonly kernelVersion: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly storageDriver: string;
  readonly backingFilesystem?: string;
  readonly loggingDriver: string;
  readonly cgroupDriver: string;
  readonly cgroupVersion: string;
  readonly rootDir: string;
  readonly defaultRuntime: string;
  readonly runtimes: readonly string[];
  readonly containerdVersion?: string;
  readonly runcVersion?: string;
  readonly initBinary?: string;
  readonly securityOptions: readonly string[];
  readonly networkDrivers: readonly string[];
  readonly volumeDrivers: readonly string[];
  readonly swarmState: string;
  readonly isDebug: boolean;
  readonly isLiveRestoreEnabled: boolean;
  readonly insecureRegistries: readonly string[];
  readonly containers: {
    readonly total: number;
    readonly running: number;
    readonly paused: number;
    readonly stopped: number;
  };
  readonly images: number;
  readonly warnings: readonly string[];
  readonly raw: unknown;
}

/** The machine the app runs on, every two seconds while somebody looks. */
export interface HostUsage {
  readonly at: number;
  readonly cpuPercent: number;
  readonly memoryUsedBytes: number;
  readonly memoryTotalBytes: number;
}

export interface AppInfo {
  readonly version: string;
  readonly mode: 'desktop' | 'browser';
  readonly platform: string;
  readonly arch: string;
  readonly nodeVersion: string;
  readonly dataDir: string;
  /** A folder can be shown in the file manager of the computer that the person sits at. */
  readonly canOpenFolders: boolean;
  /** Things the person should know once: a settings file that could not be read, for one. */
  readonly notices: readonly string[];
}
