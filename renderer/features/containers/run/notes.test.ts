import { expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../../../../contract/model/run.ts';
import { dangersAt } from './dangersAt.ts';
import { draftOf, readDraft } from './draft/readDraft.ts';
import { rowsIn } from './draft/draft.ts';
import { runNotes } from './notes.ts';

const settingsOf = (fields: Partial<RunSettingsInput>) => RunSettings.parse({ image: 'busybox', ...fields });

test('ports that nobody reaches are said to be', () => {
  expect(runNotes(settingsOf({ networks: [{ name: 'host' }], ports: [{ containerPort: 80 }] }))[0]).toContain(
    'ignored',
  );
  expect(runNotes(settingsOf({ networks: [{ name: 'none' }], publishAll: true }))[0]).toContain('nobody reaches');
  expect(runNotes(settingsOf({ networks: [{ name: 'none' }] }))).toEqual([]);
});

test('a danger is said at its field', () => {
  const draft = draftOf(
    settingsOf({
      isPrivileged: true,
      mounts: [{ type: 'bind', source: '/var/run/docker.sock', target: '/x' }],
      ports: [{ containerPort: 80 }, { containerPort: 81, hostIp: '127.0.0.1' }],
    }),
  );
  const { settings, placeOf } = readDraft(draft);
  const places = dangersAt(settings, placeOf);
  expect(Object.keys(places).toSorted()).toEqual([
    'isPrivileged',
    `mounts.${rowsIn(draft, 'mounts')[0]?.key}.source`,
    `ports.${rowsIn(draft, 'ports')[0]?.key}.hostIp`,
  ]);
  expect(places[`mounts.${rowsIn(draft, 'mounts')[0]?.key}.source`]).toContain('as root');
});
