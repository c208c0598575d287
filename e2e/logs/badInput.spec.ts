import { createHash } from 'node:crypto';
import { expect, test } from '../fixtures.ts';

test('a log line of 50 MB is cut with its size told, and neither page nor list suffer', async ({ gantry, made }) => {
  const bytes = 50 * 1024 * 1024;
  const { name } = await made.container({
    command: ['sh', '-c', `echo before; head -c ${bytes} /dev/zero | tr "\\0" x; echo; echo after`],
  });
  const { containers, detail } = gantry;
  await containers.shows(name, 'Exited (0)');
  await containers.quickly('Logs of', name);
  const { logs } = detail;
  await expect(logs.lines).toContainText('after', { timeout: 30_000 });
  // The beginning of each part is drawn, and each says in view how much of it there is and that it goes on.
  const more = logs.lines.getByRole('button', { name: 'Show more of 1.05 MB; the line goes on in the next row' });
  await expect(more.last()).toBeInViewport();
  const drawn = async () => (await logs.lines.innerText()).replaceAll(/[^x]/g, '').length;
  const first = await drawn();
  await more.last().click();
  await expect.poll(drawn).toBeGreaterThan(first + 50_000);
  expect(await drawn()).toBeLessThan(bytes / 50);

  // The page answers: a search finds the short line, a change elsewhere arrives, the list is as it was.
  await logs.search.fill('before');
  await logs.search.press('Enter');
  await expect(logs.view).toContainText(/1( of |\/)1before/);
  const other = await made.container();
  await containers.shows(other.name, 'Running');
  await detail.press('Close');
  await containers.shows(name, 'Exited (0)');
});

test('bytes that are not UTF-8 are shown as such and saved as they were written', async ({ gantry, made }) => {
  const { name } = await made.container({
    // The engine's default driver writes JSON, and so loses such bytes itself.
    hostConfig: { LogConfig: { Type: 'local' } },
    command: ['sh', '-c', 'printf "caf\\303\\251 \\377\\376 \\303( end\\n"; printf "\\360\\237\\232\\242\\n"'],
  });
  await gantry.containers.shows(name, 'Exited (0)');
  await gantry.containers.quickly('Logs of', name);
  const { logs } = gantry.detail;
  await logs.says('café');
  await logs.says('end');
  await logs.says('🚢');
  expect(await logs.saved()).toEqual(
    Buffer.concat([Buffer.from('café '), Buffer.from([0xff, 0xfe, 0x20, 0xc3, 0x28]), Buffer.from(' end\n🚢\n')]),
  );
});

test('5,000 tiny frames in one go are exactly what the program wrote', async ({ gantry, made }) => {
  // One write for each byte: the engine makes one frame of each, and many come in one chunk.
  const script = 'i=0; while [ $i -lt 5000 ]; do printf .; [ $((i % 50)) -eq 49 ] && echo; i=$((i+1)); done';
  const { name } = await made.container({ command: ['sh', '-c', script] });
  await gantry.containers.shows(name, 'Exited (0)');
  await gantry.containers.quickly('Logs of', name);
  const { logs } = gantry.detail;
  await expect.poll(() => logs.allLines()).toHaveLength(100);
  const expected = `${'.'.repeat(50)}\n`.repeat(100);
  expect(digest(await logs.saved())).toBe(digest(Buffer.from(expected)));
});

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
