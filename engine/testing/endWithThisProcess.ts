import { spawn } from 'node:child_process';

/**
 * Whatever runs with a name in `dir` (of `mkdtemp`, so nobody else's) among its arguments ends when this process ends, however
 * it ends, and the folder goes: a VM outlives what started it, and a test run that is killed takes nothing down itself.
 */
export function endWithThisProcess(dir: string): void {
  // The folder's name is passed where no search for it finds this shell itself.
  const script = `
    cat >/dev/null
    sleep 1
    for round in 1 2 3; do
      printf '%s' "$GANTRY_TEST_DIR" | grep -lsaF -f - /proc/[0-9]*/cmdline | cut -d / -f 3 | xargs -r kill -9
      sleep 1
    done
    rm -rf "$GANTRY_TEST_DIR"`;
  const child = spawn('sh', ['-c', script], {
    cwd: '/',
    env: { PATH: process.env['PATH'], GANTRY_TEST_DIR: dir },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  // The pipe closes with this process, and must not keep it alive.
  (child.stdin as unknown as { unref(): void }).unref();
}
