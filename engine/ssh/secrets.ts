/** Passphrases and passwords of this session, in memory only. */
export class SecretMemory {
  readonly #secrets = new Map<string, string>();

  get(name: string): string | undefined {
    return this.#secrets.get(name);
  }
  set(name: string, secret: string): void {
    this.#secrets.set(name, secret);
  }
  forget(name: string): void {
    this.#secrets.delete(name);
  }
  /** Nothing of it is in what a log or a debugger prints. */
  toJSON(): string {
    return 'secrets';
  }
}
