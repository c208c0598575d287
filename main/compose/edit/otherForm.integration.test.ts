import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ComposePath } from '../../../contract/compose/edit.ts';
import { editCompose } from '../../../contract/compose/editCompose.ts';
import { otherForm } from '../../../contract/compose/form/otherForm.ts';
import { parseCompose } from '../../../contract/compose/parseCompose.ts';
import { testCompose } from '../testing/madeStacks.ts';

const FILE = `services:
  web:
    image: busybox
    build: ./app
    extends: base
    env_file: a.env
    dns: 1.1.1.1
    environment: [A=1, "B=x y", C, D=, "E=\${HOME}"]
    labels: { on: true, count: 3, "a.b": "Host(\`x\`)" }
    extra_hosts: ["db=10.0.0.1", "v6=::1"]
    sysctls: { net.core.somaxconn: 1024 }
    ports:
      - { target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp }
      - { target: 81, host_ip: "::1" }
      - { target: 82, published: 8000-8010 }
    volumes:
      - { type: bind, source: ./a, target: /b, read_only: true, bind: { create_host_path: true } }
      - { type: volume, source: data, target: /d }
      - { type: volume, target: /e }
    secrets: [{ source: key }]
    depends_on: { base: { condition: service_started } }
    networks: { back: , front: }
  base: { image: busybox }
volumes: { data: }
networks: { back: , front: }
secrets: { key: { file: ./key } }
`;
const AT: readonly ComposePath[] = [
  ...[
    'build',
    'extends',
    'env_file',
    'dns',
    'environment',
    'labels',
    'extra_hosts',
    'sysctls',
    'depends_on',
    'networks',
  ].map((key) => [key]),
  ...[0, 1, 2].flatMap((index) => [
    ['ports', index],
    ['volumes', index],
  ]),
  ['secrets', 0],
].map((at) => ['services', 'web', ...at]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-forms-'));
  for (const name of ['a.env', 'key']) await writeFile(path.join(folder, name), '');
});
afterAll(() => rm(folder, { recursive: true }));

/** What Compose reads in a text. `volume: {}` says nothing, and is written for the short form only. */
function config(text: string): Promise<unknown> {
  const child = spawn(testCompose(), ['--project-directory', folder, '--file', '-', 'config', '--format', 'json'], {
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  const [output, complaint]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (part: string) => output.push(part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => complaint.push(part));
  child.stdin.end(text);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0
        ? done(
            JSON.parse(output.join(''), (key, value: unknown) =>
              key === 'volume' && isEmpty(value) ? undefined : value,
            ),
          )
        : fail(new Error(`${complaint.join('')}\n${text}`)),
    );
  });
}
const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function turn(text: string, at: ComposePath): string {
  const other = otherForm(parseCompose(text), at);
  if (!other || 'why' in other) throw new Error(`${at.join('.')}: ${other?.why ?? 'no other form'}`);
  const outcome = editCompose(text, other.edits);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.text;
}

test('Compose reads the same of every value in its other form', async () => {
  const before = await config(FILE);
  for (const at of AT) {
    const there = turn(FILE, at);
    expect([at.join('.'), await config(there)]).toEqual([at.join('.'), before]);
  }
  expect(await config(AT.reduce(turn, FILE))).toEqual(before);
});
