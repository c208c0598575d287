import { describe, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { enginePaths } from './paths.ts';
import { effectiveSettings, needsRestart, parseSettings } from './settings.ts';

const paths = enginePaths('/home/anna/.local/share/gantry/engine', '/run/user/1000');
const placement = {
  containerd: '/home/anna/containerd.sock',
  bridge: 'gt-1a2b3c',
  pool: '10.201.0.0/16',
  group: 'root',
};

describe('what dockerd reads', () => {
  test('its places and its bridge are ours, whatever the person wrote', () => {
    const effective = effectiveSettings({ 'log-driver': 'local' }, paths, placement, 'running');
    expect(effective).toMatchObject({
      'log-driver': 'local',
      'data-root': '/home/anna/.local/share/gantry/engine/data',
      hosts: ['unix:///home/anna/.local/share/gantry/engine/run/docker.sock'],
      bridge: 'gt-1a2b3c',
      'default-address-pools': [{ base: '10.201.0.0/16', size: 24 }],
      group: 'root',
    });
  });

  test('address pools and the group are the person’s to choose', () => {
    const pools = [{ base: '10.9.0.0/16', size: 24 }];
    const effective = effectiveSettings(
      { 'default-address-pools': pools, group: 'staff' },
      paths,
      placement,
      'running',
    );
    expect(effective).toMatchObject({ 'default-address-pools': pools, group: 'staff' });
  });

  test('containers outlive a crash and end with a stop, unless the person says otherwise', () => {
    const liveRestore = (settings: Record<string, unknown>) =>
      (['starting', 'running', 'stopping'] as const).map(
        (phase) => effectiveSettings(settings, paths, placement, phase)['live-restore'],
      );
    expect(liveRestore({})).toEqual([true, true, false]);
    expect(liveRestore({ 'live-restore': true })).toEqual([true, true, true]);
    expect(liveRestore({ 'live-restore': false })).toEqual([true, false, false]);
    expect(effectiveSettings({}, paths, {}, 'running')['live-restore']).toBe(false);
  });
});

test('an empty text means no settings; what is no object is refused', () => {
  expect(parseSettings('')).toEqual({});
  for (const text of ['[]', 'null', '3', '{', '"debug"']) expect(() => parseSettings(text)).toThrow(AppFailure);
});

test('a setting of ours is refused by its name', () => {
  for (const key of ['hosts', 'data-root', 'bridge', 'bip', 'containerd']) {
    expect(() => parseSettings(JSON.stringify({ [key]: '' }))).toThrow(key);
  }
});

test('a restart is needed for what dockerd reads only at its start, and for what was taken out', () => {
  expect(needsRestart({}, {})).toBe(false);
  expect(needsRestart({}, { debug: true })).toBe(false);
  expect(needsRestart({ debug: true }, {})).toBe(false);
  expect(needsRestart({}, { 'registry-mirrors': ['https://mirror.example'] })).toBe(false);
  expect(needsRestart({ 'registry-mirrors': ['https://mirror.example'] }, {})).toBe(true);
  expect(needsRestart({}, { 'log-driver': 'local' })).toBe(true);
  expect(needsRestart({ 'log-opts': { a: '1' } }, { 'log-opts': { a: '1' } })).toBe(false);
});
