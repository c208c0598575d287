import { describe, expect, test } from 'vitest';
import type { StackReportKind } from '../../contract/model/stackRun.ts';
import { madeStacks } from '../compose/testing/madeStacks.ts';

const made = madeStacks();

const YAML = `services:
  web: {image: "busybox:latest", command: sleep 1000, init: true, stop_grace_period: 0s, ports: ["127.0.0.1::80"], volumes: ["site:/site"]}
  db: {image: "busybox:latest", command: sleep 1000, init: true, stop_grace_period: 0s, volumes: ["data:/data", "/anonymous"]}
volumes: {data: {}, site: {}}
`;

/** What is in the answer if it is one at all: nothing that equals nothing says nothing. */
const CASES: readonly { readonly kind: StackReportKind; readonly service?: string; readonly says: RegExp }[] = [
  { kind: 'config', says: /image: busybox:latest/ },
  { kind: 'ps', says: /-web-1\s/ },
  { kind: 'port', says: /127\.0\.0\.1:\d+->80\/tcp/ },
  { kind: 'images', says: /busybox/ },
  { kind: 'volumes', says: /_data\b(.|\n)*_site\b|_site\b(.|\n)*_data\b/ },
  { kind: 'volumes', service: 'web', says: /_site\b/ },
  { kind: 'ls', says: /running\(2\)/ },
  { kind: 'version', says: /2\.\d+/ },
];

/** Ages and the list of all projects move while other tests run: their lines of this stack are compared, without times. */
const still = (text: string, project: string, kind: StackReportKind): string[] => {
  const lines = text.split('\n').filter((line) => kind !== 'ls' || line.includes(project));
  return lines
    .map((line) => line.replaceAll(/(Up )?(About |Less than )?(an?|\d+) (second|minute|hour)s?( ago)?/g, '…').trimEnd())
    .map((line) => line.replaceAll(/\s{2,}/g, '  '))
    .filter((line) => line !== '')
    .toSorted();
};

describe('the command that is shown says what the app shows', () => {
  test('of a stack that runs, and of one service', async () => {
    const stack = await made.stack(YAML);
    expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
    for (const { kind, service, says } of CASES) {
      const asked = { stack: stack.stack, kind, ...(service !== undefined && { service }) };
      const { text, command } = await made.client.stackRuns.report(asked);
      expect([kind, text]).toEqual([kind, expect.stringMatching(says)]);
      const byCli = await stack.shell(command);
      expect([kind, ...still(text, stack.project, kind)]).toEqual([kind, ...still(byCli, stack.project, kind)]);
    }
  });

  test('the volumes of a service are its own, and those of a stack without any are none', async () => {
    const stack = await made.stack(YAML);
    await stack.do({ type: 'up' });
    const volumes = (service?: string) =>
      made.client.stackRuns.report({ stack: stack.stack, kind: 'volumes', ...(service !== undefined && { service }) });
    expect((await volumes('web')).text).not.toContain(`${stack.project}_data`);
    expect((await volumes('db')).text).toContain(`${stack.project}_data`);
    await stack.do({ type: 'down', volumes: true });
    expect((await volumes()).text).not.toContain(stack.project);
  });
});
