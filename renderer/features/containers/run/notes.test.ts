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

test('what means the machine of an engine elsewhere is said to, and nothing of it for this computer', () => {
  const settings = settingsOf({
    mounts: [{ type: 'bind', source: '/srv', target: '/x' }],
    ports: [{ containerPort: 80 }, { containerPort: 81, hostIp: '127.0.0.1' }],
    extraHosts: [{ host: 'host.docker.internal', address: 'host-gateway' }],
  });
  expect(runNotes(settings)).toEqual([]);
  expect(runNotes(settings, 'box.lan')).toEqual([
    'Folders that are mounted are those of box.lan, not of this computer.',
    'Ports on 127.0.0.1 are open to box.lan itself alone: this computer does not reach them.',
    'Ports open on box.lan, not on this computer.',
    'host-gateway is box.lan, not this computer.',
  ]);
  const inNone = {
    ...settings,
    mounts: [],
    extraHosts: [],
    networks: settingsOf({ networks: [{ name: 'none' }] }).networks,
  };
  expect(runNotes(inNone, 'box.lan')).toEqual(['Without a network nobody reaches the ports above.']);
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
