import type { EngineStatus, Requirement } from '../../contract/model/engine.ts';
import type { RefusedSettings } from '../../contract/model/daemonConfig.ts';
import type { EnginePlace, VmBelonging, VmOverview } from '../../contract/model/engineVm.ts';

/** `auto` takes what came with the app, else what can be downloaded. */
export type InstallSource = 'auto' | 'bundled' | 'debian' | 'docker-static';

/** What an installation does right now; byte counts are absent while unknown. */
export interface InstallProgress {
  readonly step: string;
  readonly doneBytes?: number;
  readonly totalBytes?: number;
}

/** Absolute paths of the command line tools that were taken with the engine. */
export interface EngineTools {
  readonly docker: string;
  /** Plugins also run on their own: `docker-compose up`, `docker-buildx build`. Absent when the source had none. */
  readonly compose?: string;
  readonly buildx?: string;
}

export interface EngineOptions {
  /** The engine's own folder: binaries, data root, settings, log. Created when needed, mode 0700. */
  readonly dir: string;
  /** Where binaries are unpacked; `<dir>/install` unless given. Several engines may share it. */
  readonly installDir?: string;
  /** Where the engine is that came with the app (`bundle.json` and its archives), if one did. */
  readonly bundleDir?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One engine of our own. All methods may be called at any time; errors are `AppFailure`. */
export interface Engine {
  /** `unix:///…/docker.sock`; fixed for the folder, also while nothing runs. */
  readonly endpoint: string;
  readonly socketPath: string;
  /** What is known now, without asking the system. */
  readonly status: EngineStatus;
  /** The tools of the current installation; undefined while none is installed. */
  readonly tools: EngineTools | undefined;
  /** Looks at the disk and adopts a dockerd of this folder that still runs. Called by `watch` and `start` too. */
  ready(): Promise<void>;
  /** The current status, then each change; the newest wins when the reader is slow. Ends with the signal or `close`. */
  watch(signal: AbortSignal): AsyncIterable<EngineStatus>;
  requirements(): Promise<readonly Requirement[]>;
  /** Downloads, verifies and unpacks. All or nothing: what was installed before stays until the new one is complete. */
  install(options: {
    readonly source: InstallSource;
    readonly signal: AbortSignal;
    readonly onProgress?: (progress: InstallProgress) => void;
  }): Promise<void>;
  /**
   * Resolves when the engine answers. Adopts one that already runs on this folder; rejects with `conflict` when that is
   * there but silent, and with `cancelled` when `stop` is asked for meanwhile.
   */
  start(): Promise<void>;
  /** Resolves when dockerd, containerd and what they left in the network are gone. Calls off a start that is under way. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  /**
   * Stops it and removes all its images, containers, volumes, networks and build cache; its programs and settings stay.
   * Rejects with `conflict`, before anything is removed, while something is mounted among them.
   */
  reset(): Promise<void>;
  /** Kept in daemon.json; a running engine takes it over at once, without a restart. */
  setDebug(isDebug: boolean): Promise<void>;
  /**
   * The text of daemon.json, `{}` when there is none; `needsRestart` when the running engine started with another.
   * `refused` is one with which it did not come up: it runs with the one before.
   */
  settings(): Promise<{
    readonly text: string;
    readonly needsRestart: boolean;
    readonly refused?: RefusedSettings;
  }>;
  /** Refused (`invalid-input`) unless dockerd itself finds it valid; the old file then stays. */
  saveSettings(text: string): Promise<void>;
  /** Lines of the log: the last `tail` at once, then as they are written. The file is closed when the reader stops. */
  log(options: { readonly tail: number; readonly signal: AbortSignal }): AsyncIterable<readonly string[]>;
  /** Stops looking after it. The engine and its containers keep running. */
  close(): Promise<void>;
}

/** One engine in a VM. */
export interface VmEngine extends Engine {
  overview(): Promise<VmOverview>;
  /** All it has on this machine. */
  belongings(): Promise<readonly VmBelonging[]>;
  /** Which version of its system is started from now on; one that runs is started anew. Rejects with `not-found`. */
  chooseGuest(guest: 'previous' | 'own'): Promise<void>;
  /** A `.tar.gz` that helps to find a fault, without secrets. */
  diagnostics(): Promise<Buffer>;
}

/** The app's own engine, wherever it runs. */
export interface OwnEngine extends Engine {
  readonly place: EnginePlace;
  /** What it needs there, whether it is the one chosen or not. */
  requirementsIn(place: EnginePlace): Promise<readonly Requirement[]>;
  /** Stops the one that runs; the other has data of its own, and is not started. Rejects with `unsupported`. */
  choosePlace(place: EnginePlace): Promise<void>;
  /** Brings a VM that runs to the folders that are chosen now. */
  applyChoices(): Promise<void>;
  readonly vm: VmEngine;
}
