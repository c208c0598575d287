import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDeepLink } from './deepLink.ts';

const ID = '3f'.repeat(32);

test('a container is named or given by its id, with a tab of its page', () => {
  expect(readDeepLink('gantry://container/web')).toEqual({ type: 'container', container: 'web' });
  expect(readDeepLink(`GANTRY://container/${ID}/logs`)).toEqual({ type: 'container', container: ID, tab: 'logs' });
  expect(readDeepLink('gantry://container/web/')).toEqual({ type: 'container', container: 'web' });
});

test('a run has an image, and may have a name, ports and variables', () => {
  const link =
    'gantry://run?image=ghcr.io%2Fme%2Fapp%3A1&name=app&port=8080:80&port=53/udp&env=GREETING=Hello%20you%20%3D)';
  expect(readDeepLink(link)).toEqual({
    type: 'run',
    run: {
      image: 'ghcr.io/me/app:1',
      name: 'app',
      ports: [
        { hostPort: 8080, containerPort: 80, protocol: 'tcp' },
        { containerPort: 53, protocol: 'udp' },
      ],
      env: [{ name: 'GREETING', value: 'Hello you =)' }],
    },
  });
  expect(readDeepLink('gantry://run/?image=nginx')).toMatchObject({ run: { image: 'nginx' } });
});

test.each([
  ['http://run?image=nginx', 'malformed'],
  ['gantry:run?image=nginx', 'malformed'],
  ['gantry://run?image=nginx"&x', 'malformed'],
  ['gantry://run?image=nginx\n--privileged', 'malformed'],
  ['gantry://run?image=nginx --privileged', 'malformed'],
  ['gantry://run?image=nginx%0a', 'malformed'],
  ['gantry://run?image=%E0%A4%A', 'malformed'],
  ['gantry://run?image=nginx&env=A=%E2%80%AEgnp.exe', 'malformed'],
  ['gantry://run#?image=nginx', 'malformed'],
  [`gantry://run?image=${'a'.repeat(3000)}`, 'malformed'],
  ['gantry://app/#/containers', 'unknown-kind'],
  ['gantry://settings', 'unknown-kind'],
  ['gantry://run?', 'unknown-setting'],
  ['gantry://run?name=app', 'bad-image'],
  ['gantry://run?image=', 'bad-image'],
  ['gantry://run?image=--privileged', 'bad-image'],
  ['gantry://run?image=nginx;rm', 'bad-image'],
  ['gantry://run?image=NGINX', 'bad-image'],
  ['gantry://run?image=nginx&image=evil', 'set-twice'],
  ['gantry://run?image=nginx&name=a1&name=b1', 'set-twice'],
  ['gantry://run?image=nginx&env=A=1&env=A=2', 'set-twice'],
  ['gantry://run?image=nginx&name=--rm', 'bad-container'],
  ['gantry://run?image=nginx&port=0', 'bad-port'],
  ['gantry://run?image=nginx&port=70000:80', 'bad-port'],
  ['gantry://run?image=nginx&port=0.0.0.0:80:80', 'bad-port'],
  ['gantry://run?image=nginx&port=80-90:80', 'bad-port'],
  [`gantry://run?image=nginx${'&port=80'.repeat(21)}`, 'bad-port'],
  ['gantry://run?image=nginx&env=A', 'bad-env'],
  ['gantry://run?image=nginx&env=A-B=1', 'bad-env'],
  ['gantry://run?image=nginx&volume=/:/host', 'unknown-setting'],
  ['gantry://run?image=nginx&privileged=true', 'unknown-setting'],
  ['gantry://run?image=nginx&cmd=sh', 'unknown-setting'],
  ['gantry://run?image=nginx&__proto__=x', 'unknown-setting'],
  ['gantry://run?image=nginx&', 'unknown-setting'],
  ['gantry://container/', 'bad-container'],
  ['gantry://container/..%2F..%2Fsettings', 'bad-container'],
  ['gantry://container/web/exec', 'bad-container'],
  ['gantry://container/web?cmd=sh', 'bad-container'],
  ['gantry://container/%3Cscript%3E', 'bad-container'],
])('%s is refused: %s', (link, reason) => {
  expect(readDeepLink(link)).toEqual({ type: 'refused', reason });
});

test('whatever comes, it is read or refused, and what is read can be shown as it is', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('gantry://', 'run?', 'image=', 'container/', '&', 'env=', 'port=', '=', '%', '%00', ':', '/'),
      fc.string({ maxLength: 8, unit: 'binary' }),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const link = readDeepLink(`gantry://run?image=nginx&${parts.join('')}`);
      expect(link.type).toMatch(/^(run|refused)$/);
      if (link.type !== 'run') return;
      for (const { value } of link.run.env) expect(value).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(link.run.image).toBe('nginx');
    }),
    { numRuns: 2000 },
  );
});
