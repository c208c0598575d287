import { request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { AppFailure } from '../../../contract/errors.ts';

/** What vfkit is asked over its socket. `Stop` presses the power button, `HardStop` pulls the plug. */
export type StateChange = 'Stop' | 'HardStop' | 'Pause' | 'Resume';

const ANSWER_MS = 10_000;

/** `VirtualMachineStateRunning`, …; rejects when nobody answers. */
export async function vfkitState(socketPath: string): Promise<string> {
  const { state } = JSON.parse(await ask(socketPath, 'GET')) as { state?: unknown };
  return String(state);
}

export async function changeVfkitState(socketPath: string, state: StateChange): Promise<void> {
  await ask(socketPath, 'POST', JSON.stringify({ state }));
}

function ask(socketPath: string, method: 'GET' | 'POST', body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request(
      { socketPath, path: '/vm/state', method, headers, timeout: ANSWER_MS, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('error', reject);
        response.once('end', () =>
          response.statusCode === 200 || response.statusCode === 202 ? resolve(text) : reject(refused(text)),
        );
      },
    );
    asked.once('timeout', () => asked.destroy(silent()));
    asked.once('error', reject);
    asked.end(body);
  });
}

/** A connection that says nothing and is closed when vfkit ends: one of it that was adopted is no child, nothing else tells. */
export function watchVfkit(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.unref();
    socket.once('connect', () => resolve(socket.resume()));
    socket.on('error', reject);
  });
}

const refused = (engineText: string) =>
  new AppFailure({
    code: 'unexpected',
    message: 'vfkit refused to change the state of the VM.',
    hint: 'Stop the engine and start it again.',
    engineText,
    detail: 'vfkit /vm/state',
  });

const silent = () =>
  new AppFailure({
    code: 'unexpected',
    message: 'vfkit does not answer.',
    hint: 'End the VM, then start the engine again.',
    detail: 'vfkit /vm/state timeout',
  });
