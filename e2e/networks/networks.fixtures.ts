import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { test as base } from '../fixtures.ts';

/** Networks of one test, gone when it ends; what the test made through the app under such a name too. */
export class MadeNetworks {
  readonly #names = new Set<string>();
  readonly #call: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly #nameOf: (hint: string) => string;

  constructor(
    call: (method: string, path: string, body?: unknown) => Promise<unknown>,
    nameOf: (hint: string) => string,
  ) {
    this.#call = call;
    this.#nameOf = nameOf;
  }

  name(hint = 'net'): string {
    const name = this.#nameOf(hint);
    this.#names.add(name);
    return name;
  }

  async create(hint: string, settings: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const name = this.name(hint);
    await this.#call('POST', '/networks/create', { Name: name, Labels: { [TEST_LABEL]: '' }, ...settings });
    return name;
  }

  /** Once nobody is on them any more. */
  async remove(): Promise<void> {
    for (const name of this.#names) await this.#call('DELETE', `/networks/${name}`).catch(() => undefined);
  }
}

export const test = base.extend<{ readonly nets: MadeNetworks }>({
  nets: async ({ api, made }, give) => {
    const nets = new MadeNetworks(
      (method, path, body) => api.call(method, path, body),
      (hint) => made.name(hint),
    );
    await give(nets);
    // Containers go first: they keep their networks.
    await made.remove();
    await nets.remove();
  },
});

export { expect } from '@playwright/test';
