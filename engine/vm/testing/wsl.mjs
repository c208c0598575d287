// Stands in for wsl.exe: keeps distributions in <dir>/wsl.json, speaks German in UTF-16 as a German Windows does, and lets
// the guest’s first program (Linux: UTF-8) run until its distribution is ended. <dir>/wsl-mood: `{"--import": {status, text}}`.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [name, dir, ...args] = process.argv.slice(2);
appendFileSync(path.join(dir, 'calls'), `${JSON.stringify({ name, args })}\n`);
const file = path.join(dir, 'wsl.json');
const state = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const save = () => writeFileSync(file, JSON.stringify(state));
const say = (text, status = 0) => {
  process.stdout.write(Buffer.from(text, 'utf16le'));
  process.exitCode = status;
};
const find = (wanted) => Object.keys(state).find((one) => one.toLowerCase() === wanted.toLowerCase());
const noSuch = () =>
  say(
    'Es ist keine Distribution mit dem angegebenen Namen vorhanden.\r\nFehlercode: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n',
    0xff,
  );

const moodFile = path.join(dir, 'wsl-mood');
const mood = existsSync(moodFile) ? JSON.parse(readFileSync(moodFile, 'utf8')) : {};
const spoiled = Object.keys(mood).find((one) => args.includes(one));
if (spoiled && 'status' in mood[spoiled]) {
  say(mood[spoiled].text, mood[spoiled].status);
} else if (args[0] === '--list') {
  const names = Object.keys(state).filter((one) => !args.includes('--running') || state[one].pids.length > 0);
  if (names.length > 0) say(names.map((one) => `${one}\r\n`).join(''));
  else say('Das Windows-Subsystem für Linux verfügt über keine installierten Distributionen.\r\n', 0xff);
} else if (args[0] === '--import') {
  if (find(args[1])) say('Fehlercode: Wsl/Service/RegisterDistro/ERROR_ALREADY_EXISTS\r\n', 0xff);
  else {
    state[args[1]] = { location: args[2], pids: [] };
    save();
    say('Der Vorgang wurde erfolgreich beendet.\r\n');
  }
} else if (args[0] === '--terminate' || args[0] === '--unregister') {
  const one = find(args[1]);
  if (!one) noSuch();
  else {
    for (const pid of state[one].pids) end(pid);
    state[one].pids = [];
    if (args[0] === '--unregister') delete state[one];
    save();
    say('Der Vorgang wurde erfolgreich beendet.\r\n');
  }
} else if (args[0] === '--manage') {
  say('Der Vorgang wurde erfolgreich beendet.\r\n');
} else {
  const one = find(args[args.indexOf('--distribution') + 1]);
  if (!one) noSuch();
  else execute(one, args.slice(args.indexOf('--exec') + 1));
}

function execute(distribution, [program, ...rest]) {
  if (program === '/sbin/engine-init' || program === 'sleep') {
    state[distribution].pids.push(process.pid);
    save();
    if (program !== 'sleep' && !mood.mute) {
      const ready = { version: '1', addresses: ['172.20.3.4'], hostKey: 'ssh-ed25519 AAAA', stagesMs: { ssh: 400 } };
      process.stdout.write(`\nREADY ${JSON.stringify(ready)}\n`);
    }
    process.once('SIGTERM', () => process.exit(0));
    setInterval(() => {}, 1_000);
  } else if (program === '/usr/sbin/engine-stop') {
    for (const pid of state[distribution].pids) process.kill(pid, 'SIGTERM');
    state[distribution].pids = [];
    save();
  } else if (program !== 'mkdir' && program !== 'mount') {
    process.stderr.write(`${program} ${rest.join(' ')}: not found\n`);
    process.exitCode = 127;
  }
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended by itself.
  }
}
