import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach } from 'vitest';
import { TEST_LABEL } from '../../../../engine/testing/testEngine.ts';
import { docker, TEST_IMAGE, testName } from '../../../live/testing/engineCli.ts';

const run = promisify(execFile);

export interface MadeVolumes {
  /** A name that no other test uses; its volume is removed after the test, however it was made. */
  name(what: string): string;
  /** A volume with what the shell script makes in it. */
  make(what: string, script?: string): Promise<string>;
  container(volume: string, ...args: string[]): Promise<string>;
}

/** Call it once in a file. */
export function madeVolumes(): MadeVolumes {
  let names: string[] = [];
  let containers: string[] = [];
  afterEach(async () => {
    if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers).catch(() => {});
    for (const name of names) await docker('volume', 'rm', '--force', name).catch(() => {});
    names = [];
    containers = [];
  });
  const name = (what: string) => {
    const fresh = testName(what);
    names.push(fresh);
    return fresh;
  };
  return {
    name,
    async make(what, script) {
      const fresh = name(what);
      await docker('volume', 'create', '--label', TEST_LABEL, fresh);
      if (script !== undefined) await inVolume(fresh, script);
      return fresh;
    },
    async container(volume, ...args) {
      const fresh = testName('user');
      containers.push(fresh);
      const rest = args.length > 0 ? args : ['sleep', '1000'];
      await docker(
        'run',
        '--detach',
        '--init',
        '--label',
        TEST_LABEL,
        '--name',
        fresh,
        '--volume',
        `${volume}:/v`,
        TEST_IMAGE,
        ...rest,
      );
      return fresh;
    },
  };
}

/** Runs a script with the volume as its working folder; gives what it prints. */
export const inVolume = (volume: string, script: string): Promise<string> =>
  docker('run', '--rm', '--volume', `${volume}:/v`, '--workdir', '/v', TEST_IMAGE, 'sh', '-c', script);

/** Everything that the file system of the engine’s machine says of a volume: names, kinds, rights, owners, times, links, attributes, contents. */
export async function facts(volume: string): Promise<string> {
  const mountpoint = await docker('volume', 'inspect', '--format', '{{.Mountpoint}}', volume);
  const { stdout } = await run('python3', ['-c', FACTS, mountpoint], { maxBuffer: 256 * 1024 * 1024 });
  return stdout;
}

const FACTS = `
import hashlib, os, stat, sys
root = os.fsencode(sys.argv[1])
def say(path):
    s = os.lstat(path)
    extra = ''
    if stat.S_ISLNK(s.st_mode): extra = repr(os.readlink(path))
    if stat.S_ISREG(s.st_mode): extra = hashlib.sha256(open(path, 'rb').read()).hexdigest()
    attributes = sorted((name, os.getxattr(path, name, follow_symlinks=False)) for name in os.listxattr(path, follow_symlinks=False) if not name.startswith('trusted.overlay'))
    rdev = s.st_rdev if stat.S_ISCHR(s.st_mode) or stat.S_ISBLK(s.st_mode) else 0
    links = s.st_nlink if not stat.S_ISDIR(s.st_mode) else 0
    size = s.st_size if not stat.S_ISDIR(s.st_mode) else 0
    print(path[len(root):], oct(s.st_mode), s.st_uid, s.st_gid, s.st_mtime_ns, size, links, rdev, extra, attributes)
for folder, folders, files in os.walk(root):
    folders.sort()
    if folder == root: say(root)
    for name in sorted(folders + files): say(os.path.join(folder, name))
`;

/** Attributes, exact times, a socket: what a shell in a container cannot make. */
export async function addOddities(volume: string): Promise<void> {
  const mountpoint = await docker('volume', 'inspect', '--format', '{{.Mountpoint}}', volume);
  await run('python3', ['-c', ODDITIES, mountpoint]);
}

const ODDITIES = `
import os, sys
root = sys.argv[1]
os.chdir(root)
open('plain', 'w').write('plain')
os.link('plain', 'hard')
os.symlink('/etc/passwd', 'absolute')
os.symlink('../outside', 'upward')
os.symlink('nowhere', 'dangling')
os.mkfifo('pipe')
os.mknod('device', 0o20644, os.makedev(1, 3))
os.makedirs('folder/inner')
os.chown('folder', 1000, 1001)
os.chmod('folder', 0o6750)
open(b'bad\\xff\\xfename', 'w').write('x')
open('new\\nline', 'w').write('x')
open('n' * 255, 'w').write('long')
deep = '/'.join(['d' * 200] * 8)
os.makedirs(deep)
open(deep + '/leaf', 'w').write('leaf')
open('capable', 'w').write('c')
os.setxattr('capable', 'security.capability', bytes.fromhex('0100000200040000000000000000000000000000'))
os.setxattr('plain', 'user.note', b'a\\0b\\n')
os.setxattr('folder', 'user.folder', b'yes')
os.setxattr('folder/inner', 'user.empty', b'')
with open('sparse', 'wb') as f:
    f.truncate(5 * 1024 * 1024)
os.chown('plain', 3000000, 3000001)
os.chmod('capable', 0o4755)
os.setxattr('capable', 'security.capability', bytes.fromhex('0100000200040000000000000000000000000000'))
os.chown(root, 12, 34)
os.chmod(root, 0o1770)
for name, at in [('plain', 1600000000123456789), ('folder/inner', 981173106000000001), ('folder', 1234567890500000000), ('.', 1111111111222222222)]:
    os.utime(name, ns=(at, at))
os.utime('absolute', ns=(999999999000000007, 999999999000000007), follow_symlinks=False)
`;
