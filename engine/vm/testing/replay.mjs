// Stands in for powershell.exe, wsl.exe, sysctl, … : writes down how it was called, and answers as <name>.json says.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [name, dir, ...args] = process.argv.slice(2);
const at = args.indexOf('-EncodedCommand');
const script = at < 0 ? undefined : Buffer.from(args[at + 1], 'base64').toString('utf16le');
const input = process.env.GANTRY_INPUT && script ? JSON.parse(process.env.GANTRY_INPUT) : undefined;
appendFileSync(path.join(dir, 'calls'), `${JSON.stringify({ name, args, script, input })}\n`);

const file = path.join(dir, `${name}.json`);
const rules = JSON.parse(readFileSync(file, 'utf8'));
const said = [script ?? args.join(' '), JSON.stringify(input ?? null)].join('\n');
const rule = rules.find(({ when, isUsed }) => !isUsed && when.every((one) => said.includes(one)));
if (!rule) {
  process.stderr.write(`${name}: nothing is replayed for ${said}\n`);
  process.exit(97);
}
if (rule.isOnce) {
  rule.isUsed = true;
  writeFileSync(file, JSON.stringify(rules));
}
const encode = (text) => Buffer.from(text ?? '', rule.encoding ?? 'utf8');
process.stdout.write(encode(rule.stdout));
process.stderr.write(encode(rule.stderr));
if (rule.stays) setInterval(() => {}, 1_000);
else process.exitCode = rule.status ?? 0;
