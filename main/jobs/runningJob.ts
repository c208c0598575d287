import { AsyncLocalStorage } from 'node:async_hooks';

const running = new AsyncLocalStorage<string>();

/** Runs the work of a job; whatever it does knows which job it is done for. */
export const asJob = <T>(id: string, run: () => T): T => running.run(id, run);

/** The job that this is done for, if it is one. */
export const runningJob = (): string | undefined => running.getStore();
