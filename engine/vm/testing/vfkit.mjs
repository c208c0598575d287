// Stands in for vfkit: takes its documented arguments, serves its documented REST calls on a unix socket, and says on the
// “serial port” what a guest would. What is in <dir>/vfkit-mood changes it: `mute`, `deaf` (to its power button), `denied`.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const [name, dir, ...args] = process.argv.slice(2);
const note = (text) => appendFileSync(path.join(dir, 'calls'), `${JSON.stringify(text)}\n`);
note({ name, args });
const moodFile = path.join(dir, 'vfkit-mood');
const mood = existsSync(moodFile) ? readFileSync(moodFile, 'utf8') : '';
if (mood === 'denied') {
  process.stderr.write(
    'level=error msg="Error Domain=VZErrorDomain Code=2 \\"Invalid virtual machine configuration. The process doesn’t have the “com.apple.security.virtualization” entitlement.\\""\n',
  );
  process.exit(1);
}

const restful = args[args.indexOf('--restful-uri') + 1].replace('unix://', '');
const serial = args.find((one) => one.startsWith('virtio-serial,logFilePath=')).replace(/^.*logFilePath=/, '');
let state = 'VirtualMachineStateRunning';
const stoppable = (can) => ({ canStart: false, canPause: can, canResume: !can, canStop: can, canHardStop: can });

createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    if (request.url !== '/vm/state') return response.writeHead(404).end();
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify({ state, ...stoppable(state.endsWith('Running')) }));
    }
    const { state: wanted } = JSON.parse(body);
    note({ name: 'vfkit-rest', args: [wanted] });
    if (wanted === 'Pause') state = 'VirtualMachineStatePaused';
    if (wanted === 'Resume' && !state.endsWith('Paused')) return response.writeHead(500).end('Error: cannot resume');
    if (wanted === 'Resume') state = 'VirtualMachineStateRunning';
    response.writeHead(200).end();
    if (wanted === 'HardStop' || (wanted === 'Stop' && mood !== 'deaf')) setTimeout(() => process.exit(0), 20);
  });
}).listen(restful, () => {
  if (mood === 'mute') return;
  const ready = { version: '1', addresses: ['192.168.64.7'], hostKey: 'ssh-ed25519 AAAA', stagesMs: { ssh: 700 } };
  appendFileSync(serial, `\nREADY ${JSON.stringify(ready)}\n`);
});
