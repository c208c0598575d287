import { describe, expect, test } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import { explainStart, failureFromText, toFailure } from './errors.ts';

const ID = 'd66863ab71d763f3f287bd5b6b16eb00d998d91a1238717f89e2d8ebf18f9873';
const OCI =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process';

/** As docker-modem throws it. */
function answer(statusCode: number, message: string): AppError {
  const thrown = Object.assign(new Error(`(HTTP code ${statusCode}) server error - ${message} `), {
    statusCode,
    json: { message },
  });
  return toFailure(thrown, { context: 'default', kind: 'container', name: 'web' }).error;
}

type Case = [version: string, status: number, text: string, expected: Partial<AppError> & Record<string, unknown>];

const CASES: Case[] = [
  [
    '28.5',
    404,
    `failed to set up container networking: network nosuch not found`,
    { code: 'not-found', message: 'There is no network “nosuch”.' },
  ],
  ['28.5', 403, `bridge is a pre-defined network and cannot be removed`, { code: 'conflict' }],
  ['28.5', 403, `operation is not permitted on predefined bridge network `, { code: 'conflict' }],
  [
    '28.5',
    403,
    `invalid pool request: Pool overlaps with other one on this address space`,
    { code: 'invalid-input', path: ['subnet'] },
  ],
  [
    '28.5',
    400,
    `cannot connect container to host network - container must be created in host network mode`,
    { code: 'conflict' },
  ],
  [
    '20.10',
    403,
    `container cannot be disconnected from host network or connected to host network`,
    { code: 'conflict' },
  ],
  ['20.10', 403, `error while removing network: network n1 id aa has active endpoints`, { code: 'conflict' }],
  ['28.5', 409, `remove stvol: volume is in use - [${ID}]`, { code: 'conflict' }],
  [
    '28.5',
    404,
    `No such image: nosuch:latest`,
    { code: 'not-found', message: 'The image “nosuch:latest” is not on this engine.' },
  ],
  [
    '28.5',
    409,
    `conflict: unable to remove repository reference "busybox" (must force) - container d66863ab71d7 is using its referenced image 7f9fb29b080d`,
    { code: 'conflict' },
  ],
  [
    '28.5',
    400,
    `invalid reference format: repository name (library/UPPER) must be lowercase`,
    { code: 'invalid-input', path: ['image'] },
  ],
  [
    '28.5',
    500,
    `Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 127.0.0.1:53: no such host`,
    { code: 'registry-unreachable', reason: 'unknown-host', registry: 'registry-1.docker.io' },
  ],
  [
    '28.5',
    500,
    `Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused`,
    {
      code: 'registry-unreachable',
      reason: 'refused',
      message: 'The registry at 127.0.0.1:1 does not answer (connection refused).',
    },
  ],
  [
    '28.5',
    404,
    `pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    { code: 'registry-auth', registry: 'docker.io' },
  ],
  [
    '20.10',
    500,
    `Get https://ghcr.io/v2/o/n/manifests/latest: unauthorized: authentication required`,
    { code: 'registry-auth' },
  ],
  [
    '28.5',
    404,
    `manifest for localhost:5000/x:y not found: manifest unknown: manifest unknown`,
    { code: 'not-found', message: '“localhost:5000/x:y” does not exist in the registry.' },
  ],
  [
    '28.5',
    404,
    `no matching manifest for linux/arm64/v8 in the manifest list entries`,
    { code: 'not-found', message: 'The image has no version for linux/arm64/v8.' },
  ],
  ['28.5', 500, `write /var/lib/docker/tmp/x: no space left on device`, { code: 'no-space' }],
  [
    '28.5',
    500,
    `toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit`,
    { code: 'rate-limited', registry: 'docker.io' },
  ],
  [
    '29.0',
    500,
    `unexpected status from HEAD request to https://ghcr.io/v2/o/n/manifests/1: 429 Too Many Requests`,
    { code: 'rate-limited' },
  ],
  [
    '28.5',
    500,
    `[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default and will be removed in an upcoming release. Suggest the author of docker.io/library/busybox:1.24 to upgrade the image to the OCI Format or Docker Image manifest v2, schema 2. More information at https://docs.docker.com/go/deprecated-image-specs/`,
    { code: 'unsupported', message: expect.stringContaining('schema 1') },
  ],
  ['28.5', 500, `expected HTTP 206 from byte range request`, { code: 'registry-unreachable', reason: 'closed' }],
  [
    '28.5',
    500,
    `unexpected EOF`,
    { code: 'registry-unreachable', reason: 'closed', message: expect.stringContaining('broke off') },
  ],
  [
    '28.5',
    500,
    `error unmarshalling content: invalid character '<' looking for beginning of value`,
    { code: 'registry-unreachable', reason: 'not-a-registry', message: expect.stringContaining('it sends a web page') },
  ],
  [
    '28.5',
    500,
    `filesystem layer verification failed for digest sha256:1cb4611dd84f`,
    { code: 'unexpected', message: expect.stringContaining('not what its digest says') },
  ],
  [
    '28.5',
    500,
    `Get "https://reg.example/v2/": http: server gave HTTP response to HTTPS client`,
    {
      code: 'registry-unreachable',
      reason: 'plain-http',
      hint: expect.stringContaining('add "reg.example" to “insecure-registries”'),
    },
  ],
  [
    '28.5',
    500,
    `Get "https://reg.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    {
      code: 'registry-unreachable',
      reason: 'tls',
      hint: expect.stringContaining('/etc/docker/certs.d/reg.example/ca.crt'),
    },
  ],
  [
    '28.5',
    500,
    `Get "https://reg.example:5000/v2/": tls: failed to verify certificate: x509: certificate is valid for localhost, not reg.example`,
    { reason: 'tls', message: 'The certificate of reg.example:5000 is for another name (localhost).' },
  ],
  [
    '28.5',
    500,
    `Get "https://reg.example/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-02T03:04:05Z is after 2025-01-01T00:00:00Z`,
    { reason: 'tls', message: 'The certificate of reg.example is not valid at this time.' },
  ],
  [
    '28.5',
    500,
    `Get "https://reg.example/v2/": remote error: tls: certificate required`,
    { reason: 'tls', hint: expect.stringContaining('client.cert') },
  ],
  [
    '28.5',
    500,
    `Get "https://reg.example:5000/v2/": Bad Gateway`,
    { reason: 'closed', message: 'The proxy of the engine does not lead to reg.example:5000.' },
  ],
  [
    '28.5',
    500,
    `Get "https://reg.example/v2/": proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused`,
    { reason: 'closed', message: expect.stringContaining('The proxy of the engine') },
  ],
  [
    '28.5',
    404,
    `tag does not exist: localhost:5000/app:1`,
    { code: 'not-found', message: 'There is no image “localhost:5000/app:1” on this engine.' },
  ],
  ['28.5', 501, `configured logging driver does not support reading`, { code: 'unsupported' }],
  [
    '28.5',
    503,
    `This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.`,
    { code: 'unsupported' },
  ],
  [
    '28.5',
    500,
    `invalid subinterface vlan name nosuch0, example formatting is eth0.10`,
    { code: 'invalid-input', path: ['options.parent'], message: expect.stringContaining('“nosuch0”') },
  ],
  [
    '28.5',
    500,
    `failed to set up container networking: failed to create the ipvlan port: operation not supported`,
    { code: 'unsupported', message: expect.stringContaining('of the kind ipvlan') },
  ],
  [
    '28.5',
    500,
    `failed to set up container networking: Could not attach to network ov: rpc error: code = PermissionDenied desc = network ov not manually attachable`,
    { code: 'conflict', message: expect.stringContaining('“ov” is for services of the swarm only') },
  ],
  [
    '28.5',
    404,
    `No such container: web`,
    { code: 'not-found', message: 'There is no such container any more (“web”).' },
  ],
  ['28.5', 404, `page not found`, { code: 'not-found' }],
];

describe('the engine’s errors', () => {
  test.each(CASES)('%s, %i: “%s”', (_version, status, text, expected) => {
    const error = answer(status, text);
    expect(error).toMatchObject(expected);
    expect(error.engineText).toBe(text.trim());
    expect('hint' in error && error.hint, 'a hint').toBeTruthy();
  });

  test('one that is not known keeps its cause in the message and all of it as the engine’s text', () => {
    const text = `${OCI}: error during container init: open /proc/sys/x: read-only file system`;
    expect(answer(500, text)).toMatchObject({
      code: 'unexpected',
      message: 'The engine could not do it: error during container init: open /proc/sys/x: read-only file system',
      engineText: text,
    });
  });

  test('written into a stream is translated the same', () => {
    expect(failureFromText('no space left on device\n', { context: 'default' }).error.code).toBe('no-space');
  });

  test('of a failed start can be explained from the container’s state, or is left as it is', () => {
    expect(explainStart(`${OCI}: exec: "x": executable file not found in $PATH`)?.code).toBe('invalid-input');
    expect(explainStart('something new')).toBeUndefined();
  });
});

describe('what is no answer of the engine', () => {
  const of = (thrown: unknown) => toFailure(thrown, { context: 'lab' }).error;

  test('an abort is “cancelled”', () => {
    expect(of(new DOMException('This operation was aborted', 'AbortError')).code).toBe('cancelled');
  });

  test('a lost connection is “engine-unreachable”, with its context', () => {
    expect(of(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))).toMatchObject({
      code: 'engine-unreachable',
      context: 'lab',
      reason: 'closed',
      engineText: 'read ECONNRESET',
    });
  });

  test('an engine whose socket is gone says so', () => {
    expect(of(Object.assign(new Error('connect ENOENT /x'), { code: 'ENOENT' }))).toMatchObject({
      reason: 'no-socket',
    });
  });

  test('anything else keeps its stack out of the message', () => {
    expect(of(new TypeError('boom'))).toMatchObject({ code: 'unexpected', engineText: 'boom' });
  });
});
