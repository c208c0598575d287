import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedRunCommand, runCommand } from '../commands/runCommand.ts';
import { canonicalSettings } from '../model/run/canonical.ts';
import { isShortMount } from '../model/run/shortMount.ts';
import { anySettings } from '../model/run/testing/anySettings.ts';
import type { RunSettings } from '../model/run.ts';
import { readRunText } from './readRunText.ts';

const around = {
  ...{ image: 'registry.example.org:5000/team/web:1.2', container: 'other', containerId: 'b'.repeat(64) },
  volumes: ['data', 'more'],
  networks: [
    { name: 'front', subnet: '10.201.7' },
    { name: 'back', subnet: '10.201.8' },
  ],
  hasEveryLimit: true,
};

/** Without what no flag says; `runCommandGaps` tells of it. */
const sayable = (settings: RunSettings): RunSettings => ({
  ...settings,
  unsetEnv: [],
  labels: settings.labels.filter(({ name }) => !/[\s=]/.test(name)),
  entrypoint: settings.entrypoint?.slice(0, 1),
  healthCheck: settings.healthCheck?.test?.[0] === 'CMD' ? undefined : settings.healthCheck,
  mounts: settings.mounts.map((mount) => ({ ...mount, createSource: mount.createSource && isShortMount(mount) })),
});

test('the command of any settings is read as the same settings', () => {
  fc.assert(
    fc.property(anySettings(around).map(sayable), (settings) => {
      for (const text of [runCommand(settings), foldedRunCommand(settings)]) {
        const { runs, notes } = readRunText(text);
        expect(notes.filter(({ severity }) => severity !== 'info')).toEqual([]);
        expect(runs.map(canonicalSettings)).toEqual([canonicalSettings(settings)]);
      }
    }),
    { numRuns: 300 },
  );
});

test('no text makes it throw, and what it says has a place in the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'docker ',
      'run ',
      '-p ',
      '--mount ',
      '-e',
      '=',
      "'",
      '"',
      '\\',
      '\n',
      '“',
      '—',
      '$(',
      '`',
      '{',
      'curl -d ',
    ),
    fc.constantFrom(
      '--gpus ',
      '--network ',
      'http://x/containers/create ',
      '-',
      '[',
      ']',
      ',',
      ':',
      '^',
      '|',
      '<',
      '# ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      for (const { start, end } of readRunText(text).notes) {
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
