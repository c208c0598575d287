import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from './ensure-dependencies.mjs';
import { ensureNsis } from './ensure-nsis.mjs';

const nsis = ensureNsis();

/** electron-builder's own way to the installer, with Debian's makensis as its compiler. */
describe.skipIf(nsis.missing)('the Windows installer', () => {
  let dir = '';
  beforeEach(() => (dir = mkdtempSync(path.join(tmpdir(), 'gantry-nsis-'))));
  afterEach(() => rmSync(dir, { recursive: true }));

  function build(...more: readonly string[]) {
    const app = path.join(dir, 'app');
    mkdirSync(path.join(app, 'resources'), { recursive: true });
    writeFileSync(path.join(app, 'Gantry.exe'), 'a stand-in');
    writeFileSync(path.join(app, 'resources/app.asar'), Buffer.alloc(1000));
    const options = ['win.forceCodeSigning=false', 'win.signAndEditExecutable=false', `directories.output=${dir}/out`];
    return spawnSync(
      'npx',
      [
        ...['--no-install', 'electron-builder', '--win', 'nsis', '--x64', '--prepackaged', app, '--publish', 'never'],
        ...['--config', 'electron-builder.release.yml', ...[...options, ...more].map((one) => `-c.${one}`)],
      ],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, ...nsis.env, PATH: `${nsis.path}:${process.env['PATH']}` },
      },
    );
  }

  test('its script compiles without a warning, with our part in it, to one file that asks for no rights', () => {
    const { status, stdout, stderr } = build();
    expect({ status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, said: '' });
    const [file] = readdirSync(path.join(dir, 'out')).filter((name) => name.endsWith('.exe'));
    expect(file).toMatch(/^Gantry-.*-win-x64\.exe$/);
    const installer = path.join(dir, 'out', file!);
    expect(statSync(installer).size).toBeGreaterThan(50_000);
    expect(readFileSync(installer, 'latin1')).toContain('<requestedExecutionLevel level="asInvoker"');
  });

  test('a mistake in our part is found', () => {
    const include = path.join(dir, 'wrong.nsh');
    writeFileSync(include, '!macro customInstall\n  NoSuchPlugin::Call\n!macroend\n');
    const { status, stdout, stderr } = build(`nsis.include=${include}`);
    expect(status).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain('NoSuchPlugin');
  });
});
