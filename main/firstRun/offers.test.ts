import { expect, test } from 'vitest';
import type { Context, ContextState } from '../../contract/model/context.ts';
import type { Requirement } from '../../contract/model/engine.ts';
import { offerEngines, type OffersRequest } from './offers.ts';

const engine = {
  product: 'docker',
  version: '28.1',
  apiVersion: '1.49',
  minApiVersion: '1.24',
  os: 'linux',
  arch: 'amd64',
} as const;
const up: ContextState = { type: 'connected', engine };
const down = (reason: 'no-socket' | 'refused' | 'permission-denied'): ContextState => ({
  type: 'unreachable',
  error: { code: 'engine-unreachable', context: 'x', reason, message: 'no', hint: 'do' },
});
const context = (name: string, state: ContextState, more: Partial<Context> = {}): Context => ({
  ...{ name, source: 'default-socket', endpoint: `unix:///${name}.sock`, isLocal: true, isSelected: false, state },
  ...more,
});
const ours = context('gantry', down('no-socket'), { source: 'own-engine' });
const lacking: Requirement = { name: 'QEMU', isMet: false, message: 'Not found.', remedy: 'Install it.' };
const own = (more: Partial<OffersRequest['own']> = {}): OffersRequest['own'] => ({
  ...{ context: 'gantry', place: 'native', places: ['native', 'vm'], requirements: {} },
  ...more,
});
const said = (request: OffersRequest) =>
  offerEngines(request).map(
    ({ kind, context: name, reason, isRecommended }) => `${kind} ${name} ${reason}${isRecommended ? ' *' : ''}`,
  );

test('an engine that runs here already comes first, Docker before Podman, and one’s own is offered beside it', () => {
  const podman = context('podman', { type: 'connected', engine: { ...engine, product: 'podman' } });
  expect(said({ contexts: [podman, context('default', up), ours], own: own() })).toEqual([
    'existing default answers *',
    'existing podman answers',
    'native gantry beside',
    'vm gantry beside',
  ]);
});

test('where none answers it is one’s own, on this system rather than in a VM', () => {
  expect(said({ contexts: [context('default', down('no-socket')), ours], own: own() })).toEqual([
    'native gantry nothing-else *',
    'vm gantry nothing-else',
  ]);
});

test('what lacks something is not recommended, and says what; the VM takes its place', () => {
  const offers = { contexts: [ours], own: own({ requirements: { native: [lacking] } }) };
  expect(said(offers)).toEqual(['vm gantry nothing-else *', 'native gantry lacking']);
  expect(offerEngines(offers)[1]?.lacking).toEqual([lacking]);
});

test('what is only slower without is not lacking', () => {
  const requirements = { native: [{ ...lacking, isOptional: true }] };
  expect(said({ contexts: [], own: own({ requirements }) })[0]).toBe('native gantry nothing-else *');
});

test('where nothing can be used nothing is recommended', () => {
  const requirements = { vm: [lacking] };
  const contexts = [context('default', down('permission-denied')), context('old', down('refused'))];
  expect(said({ contexts, own: own({ places: ['vm'], place: 'vm', requirements }) })).toEqual([
    'vm gantry lacking',
    'existing default no-rights',
    'existing old silent',
  ]);
});

test('nobody is led onto another computer while this one can run an engine', () => {
  const far = context('prod', up, { source: 'cli', isLocal: false, endpoint: 'ssh://prod' });
  expect(said({ contexts: [far, ours], own: own({ places: ['vm'], place: 'vm' }) })).toEqual([
    'vm gantry only-way *',
    'existing prod answers',
  ]);
});

test('the one in use is marked: of one’s own, where it runs', () => {
  const contexts = [context('default', up), { ...ours, state: up, isSelected: true }];
  const chosen = (place: 'native' | 'vm') =>
    offerEngines({ contexts, own: own({ place }) }).filter(({ isChosen }) => isChosen);
  expect(chosen('native').map(({ kind }) => kind)).toEqual(['native']);
  expect(chosen('vm').map(({ kind }) => kind)).toEqual(['vm']);
});
