// Stands in for powershell.exe on a Windows with Hyper-V: keeps one VM in <dir>/hyperv.json, serves its serial port while it
// is on, and answers the scripts by the cmdlets in them. <dir>/hyperv-mood: `{"Start-VM": {message, id, category}}`, `mute`, `deaf`.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [name, dir, ...args] = process.argv.slice(2);
const file = path.join(dir, 'hyperv.json');
const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { state: 'Absent', disks: {} });
const write = (state) => writeFileSync(file, JSON.stringify(state));
const moodFile = path.join(dir, 'hyperv-mood');
const mood = existsSync(moodFile) ? JSON.parse(readFileSync(moodFile, 'utf8')) : {};

if (args[0] === '--com') serve(args[1]);
else {
  const script = Buffer.from(args[args.indexOf('-EncodedCommand') + 1], 'base64').toString('utf16le');
  const input = JSON.parse(process.env.GANTRY_INPUT);
  appendFileSync(path.join(dir, 'calls'), `${JSON.stringify({ name, args, script, input })}\n`);
  const spoiled = Object.keys(mood).find((one) => script.includes(one) && mood[one].id);
  const answer = spoiled ? { ok: false, ...mood[spoiled] } : { ok: true, value: act(script, input) ?? null };
  process.stdout.write(JSON.stringify(answer));
}

function act(script, input) {
  const state = read();
  const has = (one) => script.includes(one);
  if (has("{ 'Absent' }")) return state.state;
  if (has('New-VHD')) {
    if (!state.disks.data) writeFileSync(input.data, '');
    state.disks.data ??= input.dataSizeBytes;
  } else if (has('Convert-VHD')) {
    writeFileSync(input.config, readFileSync(input.configVhd));
    rmSync(input.configVhd);
  } else if (has('New-VM')) Object.assign(state, { state: 'Off', vm: input });
  else if (has('Get-VHD')) return state.disks.data;
  else if (has('Resize-VHD')) state.disks.data = input.dataSizeBytes;
  else if (has('Start-VM')) {
    state.state = 'Running';
    write(state);
    const self = fileURLToPath(import.meta.url);
    spawn(process.execPath, [self, name, dir, '--com', state.vm.comPort], { detached: true, stdio: 'ignore' }).unref();
    return undefined;
  } else if (has('Suspend-VM')) state.state = 'Paused';
  else if (has('Resume-VM')) state.state = 'Running';
  else if (has('Remove-VM')) Object.assign(state, { state: 'Absent', vm: undefined });
  else if (has('-TurnOff')) state.state = 'Off';
  else if (has('Stop-VM') && !mood.deaf) state.state = 'Off';
  write(state);
  return undefined;
}

function serve(address) {
  rmSync(address, { force: true });
  const sockets = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    const ready = { version: '1', addresses: ['172.28.1.2'], hostKey: 'ssh-ed25519 AAAA', stagesMs: { ssh: 900 } };
    if (!mood.mute && sockets.length === 1) socket.write(`\r\nREADY ${JSON.stringify(ready)}\r\n`);
  }).listen(address);
  const timer = setInterval(() => {
    if (existsSync(dir) && ['Running', 'Paused'].includes(read().state)) return;
    clearInterval(timer);
    for (const socket of sockets) socket.destroy();
    server.close();
  }, 20);
}
