export function bundleTypescript(file: string, folder: string): Promise<string>;
export function withTypescript<T>(file: string, work: (module: never) => T | Promise<T>): Promise<T>;
