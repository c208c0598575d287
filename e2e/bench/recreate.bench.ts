import { docker } from '../support/published.ts';
import { speakTo } from '../support/rawRequests.ts';
import { makeContainer } from '../support/containers.ts';
import type { EngineApi } from '../support/engineApi.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const SAMPLES = 9;
/** Ends at once when told to, as a program that is well made does. */
const SLEEP = ['sh', '-c', 'trap "exit 0" TERM; sleep 100000 & wait $!'];

type Speaker = ReturnType<typeof speakTo>['client'];
type Event = {
  readonly Action: string;
  readonly timeNano: number;
  readonly Actor: { readonly Attributes: { name: string } };
};

/** Between the end of the old one and the start of the new one, as the engine itself tells it. */
async function timeWithout(api: EngineApi, name: string, since: number): Promise<number> {
  const until = Date.now() / 1000 + 1;
  const filters = encodeURIComponent(JSON.stringify({ type: ['container'], event: ['die', 'start'] }));
  const text = await api.call<string | Event>('GET', `/events?since=${since / 1000}&until=${until}&filters=${filters}`);
  const lines = typeof text === 'string' ? text.trim().split('\n') : [JSON.stringify(text)];
  const events = lines
    .map((line) => JSON.parse(line) as Event)
    .filter(({ Actor }) => Actor.Attributes.name.startsWith(name));
  const end = events.find(({ Action }) => Action === 'die');
  const start = events.findLast(({ Action }) => Action === 'start');
  if (!end || !start) throw new Error('The engine did not tell of an end and a start.');
  return Math.max(0, (start.timeNano - end.timeNano) / 1e6);
}

async function change(client: Speaker, id: string, value: string): Promise<void> {
  const context = 'default';
  const { settings } = await client.containerSettings.of({ context, id });
  const env = [...settings.env.filter(({ name }) => name !== 'SAMPLE'), { name: 'SAMPLE', value }];
  const wanted = { type: 'settings' as const, before: settings, after: { ...settings, env } };
  const { jobId } = await client.containerChanges.apply({ context, id, wanted, watchSeconds: 1, keepsOld: false });
  for await (const update of client.jobs.watch({})) {
    const jobs = update.type === 'snapshot' ? update.items : update.upserted;
    const job = jobs.find((one) => one.id === jobId && one.state !== 'running');
    if (job && job.state !== 'done') throw new Error(`The job ended as ${job.state}: ${job.error?.message ?? ''}`);
    if (job) return;
  }
}

bench('a container is made anew with another variable, against stop and start', async ({ app, api }) => {
  bench.setTimeout(600_000);
  const { client, close } = speakTo(app.url);
  try {
    for (const way of ['in its place', 'beside the old one'] as const) {
      const name = `bench-recreate-${way === 'in its place' ? 'place' : 'beside'}`;
      const hostConfig =
        way === 'in its place' ? { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '18099' }] } } : {};
      await makeContainer(api, name, { command: SLEEP, hostConfig, exposedPorts: ['80/tcp'] });
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let sample = 0; sample <= SAMPLES; sample++) {
        const { Id } = await api.call<{ Id: string }>('GET', `/containers/${name}/json`);
        const since = Date.now();
        await change(client, Id, String(sample));
        const away = await timeWithout(api, name, since);
        const began = performance.now();
        await docker('stop', name);
        await docker('start', name);
        const both = performance.now() - began;
        if (sample === 0) continue; // warms up
        ours.push(away);
        theirs.push(both);
      }
      await api.call('DELETE', `/containers/${name}?force=1&v=1`);
      record({
        measure: `recreate with one changed variable, ${way}: time without a running container, against docker stop and docker start`,
        value: median(ours) / median(theirs),
        unit: '×',
        bar: 1.5,
        note: `medians of ${SAMPLES}: ${median(ours).toFixed(0)} ms and ${median(theirs).toFixed(0)} ms`,
      });
    }
  } finally {
    close();
  }
});
