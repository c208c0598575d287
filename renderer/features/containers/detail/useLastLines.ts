import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';

const LINES = 15;
// Colours and the like: in a few lines to be read at a glance they are noise.
// oxlint-disable-next-line no-control-regex -- escape sequences begin with one
const SEQUENCE = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007]*(?:\u0007|\u001b\\)|[@-_])/g;

/** The end of what it printed, without following it. `turn` asks again. */
export function useLastLines(context: string, id: string, turn: string): readonly string[] | undefined {
  return useLoad(`${context} ${id} ${turn}`, async (signal) => {
    const decoder = new TextDecoder();
    const lines: string[] = [];
    const items = client.logs.read({ context, ids: [id], follow: false, tail: LINES }, { signal });
    for await (const item of items) {
      if (item.type === 'lines') lines.push(...decoder.decode(item.batch.text).split('\n'));
    }
    return lines.slice(-LINES).map((line) => line.replaceAll(SEQUENCE, '').replaceAll('\r', ''));
  }).value;
}
