import { docker } from '../support/published.ts';
import { speakTo } from '../support/rawRequests.ts';
import { makeContainer } from '../support/containers.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const SAMPLES = 9;
/** Ends at once when told to, as a program that is well made does. */
const SLEEP = ['sh', '-c', 'trap "exit 0" TERM; sleep 100000 & wait $!'];

type Speaker = ReturnType<typeof speakTo>['client'];

/** Between the end of the old one and the start of the new one, as the engine itself tells it. */
async function timeWithout(name: string, since: number): Promise<number> {
  const [from, to] = [(since / 1000).toFixed(3), (Date.now() / 1000).toFixed(3)];
  const filters = ['--filter', 'event=die', '--filter', 'event=start'];
  const format = '{{.Action}} {{.TimeNano}} {{.Actor.Attributes.name}}';
  const text = await docker('events', '--since', from, '--until', to, ...filters, '--format', format);
  const events = text
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , of = '']) => of.startsWith(name));
  const at = (wanted: string) => Number(events.findLast(([action]) => action === wanted)?.[1]);
  const ms = (at('start') - at('die')) / 1e6;
  if (Number.isNaN(ms)) throw new Error('The engine did not tell of an end and a start.');
  return Math.max(0, ms);
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
        const away = await timeWithout(name, since);
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
