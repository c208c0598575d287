import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { root } from './ensure-dependencies.mjs';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly 'runs-on': string;
  readonly needs?: string | readonly string[];
  readonly steps: readonly Step[];
  readonly environment?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: object;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(root, '.github/workflows');
const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts as Record<string, string>;

function read(name: string): { readonly workflow: Workflow; readonly text: string } {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const document = parseDocument(text, { uniqueKeys: true });
  expect([...document.errors, ...document.warnings].map(String)).toEqual([]);
  return { workflow: document.toJS() as Workflow, text };
}
const stepsOf = (workflow: Workflow) =>
  Object.entries(workflow.jobs).flatMap(([job, { steps }]) => steps.map((step) => ({ job, step })));

describe.each(readdirSync(folder))('%s', (name) => {
  const { workflow, text } = read(name);

  test('every action is pinned by a full commit, with its version beside it', () => {
    for (const line of text.split('\n').filter((one) => /\buses:/.test(one))) {
      expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('it may only read, but for the job that publishes; and every job ends', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [job, { permissions, 'timeout-minutes': minutes }] of Object.entries(workflow.jobs)) {
      expect(minutes).toBeGreaterThan(0);
      expect(permissions === undefined || job === 'publish').toBe(true);
    }
  });

  test('jobs wait for jobs that there are, and npm runs what there is', () => {
    const jobs = Object.keys(workflow.jobs);
    for (const { needs = [] } of Object.values(workflow.jobs))
      for (const one of [needs].flat()) expect(jobs).toContain(one);
    for (const { step } of stepsOf(workflow)) {
      for (const [, script] of (step.run ?? '').matchAll(/npm run ([\w:-]+)/g))
        expect(Object.keys(scripts)).toContain(script);
      for (const [, file] of (step.run ?? '').matchAll(/node (scripts\/\S+)/g))
        expect(readFileSync(path.join(root, file!))).toBeTruthy();
    }
  });

  test('no text from outside gets into a shell, and no checkout keeps its token', () => {
    for (const { step } of stepsOf(workflow)) {
      expect(step.run ?? '').not.toMatch(/\$\{\{/);
      const isCheckout = step.uses?.startsWith('actions/checkout@') === true;
      expect(!isCheckout || step.with?.['persist-credentials'] === false).toBe(true);
    }
  });
});

test('a release packs all three systems, for both processors, after the checksums have been looked at', () => {
  const { workflow } = read('release.yml');
  expect(workflow.jobs['manifest']?.steps.map(({ run }) => run)).toContain('npm run manifest -- check');
  for (const system of ['linux', 'mac', 'win']) {
    const job = workflow.jobs[system]!;
    expect([job.needs].flat()).toContain('manifest');
    expect(job.steps.map(({ run }) => run)).toContain(`npm run pack -- --release --${system} --arch x64,arm64`);
  }
  expect(workflow.jobs['publish']?.needs).toEqual(['linux', 'mac', 'win']);
});

test('secrets are only in the jobs of the protected environment', () => {
  const { workflow } = read('release.yml');
  for (const job of Object.values(workflow.jobs)) {
    const hasSecrets = JSON.stringify(job.steps).includes('secrets.');
    expect(job.environment === 'release').toBe(hasSecrets);
  }
});
