import { afterAll, beforeAll } from 'vitest';
import type { ActionResult } from '../../../../contract/model/action.ts';
import { startTestClient, type TestClient } from './client.ts';

const context = 'default';

export type ActionInput = Parameters<TestClient['client']['containers']['apply']>[0]['action'];

/** A client for the tests of a file, and what they ask of it most. To be called where the file begins. */
export function containerActions() {
  let gantry: TestClient;
  beforeAll(async () => void (gantry = await startTestClient()));
  afterAll(() => gantry.close());

  async function apply(ids: readonly string[], action: ActionInput): Promise<ActionResult[]> {
    const results: ActionResult[] = [];
    for await (const result of gantry.client.containers.apply({ context, ids: [...ids], action })) results.push(result);
    return results;
  }
  const inspect = (id: string) => gantry.client.containers.inspect({ context, id });
  return {
    get gantry() {
      return gantry;
    },
    apply,
    inspect,
    applyOne: async (id: string, action: ActionInput) => (await apply([id], action))[0]?.error,
    stateOf: async (id: string) => (await inspect(id)).state,
  };
}
