import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request, type Agent } from 'node:http';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { openDockerTunnel } from '../../engine/ssh/dockerTunnel.ts';
import { makePerson } from '../../engine/ssh/testing/person.ts';
import { KEEPER, makeKey, startSshd } from '../../engine/ssh/testing/sshd.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const run = promisify(execFile);
const ROUNDS = 200;

/** A request through SSH, one after the other, to a real server on loopback. */
bench('ssh', async () => {
  bench.setTimeout(120_000);
  const { socketPath, cliPath } = testEngine();
  const sshd = await startSshd({ engineSocket: socketPath, path: dirname(cliPath) });
  const person = await makePerson();
  try {
    const key = await makeKey(join(person.home, '.ssh/id_ed25519'));
    await sshd.allow(await readFile(`${key}.pub`, 'utf8'));
    const hostKey = await readFile(join(sshd.hostKeys, 'ssh_host_ed25519_key.pub'), 'utf8');
    await person.file('known_hosts', `[127.0.0.1]:${sshd.port} ${hostKey}`);
    const address = { host: '127.0.0.1', port: sshd.port, user: KEEPER };
    const begun = performance.now();
    const tunnel = await openDockerTunnel(address, person.options);
    const connectMs = performance.now() - begun;
    for (let warm = 0; warm < 20; warm++) await ping(tunnel.agent);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const at = performance.now();
      await ping(tunnel.agent);
      times.push(performance.now() - at);
    }
    const socketTimes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const at = performance.now();
      await ping(undefined, socketPath);
      socketTimes.push(performance.now() - at);
    }
    tunnel.agent.destroy();
    tunnel.close();
    const cli: number[] = [];
    const ssh = `ssh -i ${key} -o UserKnownHostsFile=${join(person.home, '.ssh/known_hosts')} -o IdentitiesOnly=yes`;
    for (let round = 0; round < 5; round++) {
      const at = performance.now();
      await run('sh', ['-c', `${ssh} -p ${sshd.port} ${KEEPER}@127.0.0.1 docker version >/dev/null`]);
      cli.push(performance.now() - at);
    }
    record({
      measure: 'a request through SSH to a remote, sequential, loopback',
      value: median(times),
      unit: 'ms',
      bar: 6,
      note: `${ROUNDS} of /_ping; over the socket itself ${median(socketTimes).toFixed(2)} ms; by an ssh of its own for each, as the docker CLI does, ${median(cli).toFixed(0)} ms`,
    });
    record({ measure: 'an SSH connection and the way to its engine', value: connectMs, unit: 'ms' });
  } finally {
    await sshd.close();
    await person.leave();
  }
});

function ping(agent: Agent | undefined, socketPath?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const where = agent ? { agent, host: 'engine' } : { socketPath };
    request({ ...where, path: '/_ping' }, (answer) => answer.resume().once('end', () => resolve()))
      .once('error', reject)
      .end();
  });
}
