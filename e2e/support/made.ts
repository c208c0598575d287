import { makeContainer, type Wanted } from './containers.ts';
import type { EngineApi } from './engineApi.ts';

/** What one test makes in the engine, itself or through the app; removed when it ends, however it ends. */
export class Made {
  readonly #api: EngineApi;
  readonly #prefix: string;
  readonly #images: string[] = [];
  readonly #volumes: string[] = [];
  #count = 0;

  constructor(api: EngineApi, prefix: string) {
    this.#api = api;
    this.#prefix = prefix;
  }

  /** A name that no other test uses. */
  name(hint = 'box'): string {
    // No name begins another one: what is looked for by its text is found once.
    return `${this.#prefix}-${++this.#count}-${hint}`;
  }

  /** An image reference that no other test uses. */
  image(hint: string): string {
    const reference = `${this.#prefix}/${hint}:latest`;
    this.#images.push(reference);
    return reference;
  }

  /** An image that the app is to pull. */
  pulled(reference: string): string {
    this.#images.push(reference);
    return reference;
  }

  /** The name of a volume that no other test uses; made by the test or by the app. */
  volume(hint: string): string {
    const name = this.name(hint);
    this.#volumes.push(name);
    return name;
  }

  async container(
    wanted: Wanted & { readonly hint?: string } = {},
  ): Promise<{ readonly id: string; readonly name: string }> {
    const name = this.name(wanted.hint);
    return { id: await makeContainer(this.#api, name, wanted), name };
  }

  async remove(): Promise<void> {
    type Listed = { readonly Id: string; readonly Names: readonly string[] };
    const all = await this.#api.call<Listed[]>('GET', '/containers/json?all=1');
    const mine = all.filter(({ Names }) => Names.some((name) => name.slice(1).startsWith(this.#prefix)));
    await Promise.all(mine.map(({ Id }) => this.#removeContainer(Id)));
    for (const image of this.#images) {
      await this.#api.call('DELETE', `/images/${image}?force=1`).catch(unlessGone);
    }
    for (const volume of this.#volumes) await this.#removeVolume(volume);
  }

  /** What the app does with it may still be ending when the test has seen enough. */
  async #removeVolume(name: string): Promise<void> {
    for (const until = Date.now() + 10_000; ; await new Promise((again) => setTimeout(again, 100))) {
      try {
        return await this.#api.call('DELETE', `/volumes/${name}`);
      } catch (thrown) {
        const { message } = thrown as Error;
        if (message.includes(': 404 ')) return;
        if (!message.includes(': 409 ') || Date.now() > until) throw thrown;
      }
    }
  }

  /** For one that the engine named itself. */
  async #removeContainer(id: string): Promise<void> {
    await this.#api.call('DELETE', `/containers/${id}?force=1&v=1`).catch(unlessGone);
  }
}

/** A test that ran as it should has often removed it already; a removal under way counts too. */
function unlessGone(error: Error): void {
  if (!/: (404|409) /.test(error.message)) throw error;
}
