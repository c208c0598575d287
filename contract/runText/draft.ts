import { EMPTY_RUN, RunNetwork, type RunHealthCheck, type RunSettings } from '../model/run.ts';

/** Settings while flags are read into them. */
export type RunDraft = { -readonly [K in keyof RunSettings]: RunSettings[K] };

/** Nothing but what the text says: lists of its own, so that reading one text never changes another. */
export const newDraft = (): RunDraft => ({ ...structuredClone(EMPTY_RUN), image: '' });

/** The network that `--ip`, `--network-alias` and their like are said of. */
export function firstNetwork(draft: RunDraft): RunNetwork {
  const [first] = draft.networks;
  if (first) return first;
  const network = RunNetwork.parse({ name: 'bridge' });
  draft.networks.push(network);
  return network;
}

export function setHealth(draft: RunDraft, fields: Partial<RunHealthCheck>): void {
  draft.healthCheck = { ...draft.healthCheck, ...fields };
}

/** Where the engine keeps one value a name, the last one counts, as with the CLI. */
export function setPair(pairs: { name: string; value: string }[], name: string, value: string): void {
  const found = pairs.find((pair) => pair.name === name);
  if (found) found.value = value;
  else pairs.push({ name, value });
}
