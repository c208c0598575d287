import { afterEach } from 'vitest';
import { docker, testName } from '../../../live/testing/engineCli.ts';

interface Made {
  /** Of one file of random bytes on top of the test's busybox; each is another image. */
  image(
    reference: string,
    options?: { readonly sizeBytes?: number; readonly changes?: readonly string[] },
  ): Promise<string>;
  /** A name that was pulled or tagged: taken off when the test ends. */
  forget(reference: string): void;
  /** An image without a name. */
  forgetId(id: string): void;
}

/** Call it once in a file: makes images, and takes away after each test what bears their names. */
export function madeImages(): Made {
  const references = new Set<string>();
  afterEach(async () => {
    for (const reference of references) await docker('image', 'rm', '--force', reference).catch(() => {});
    references.clear();
  });
  return {
    async image(reference, { sizeBytes = 100_000, changes = [] } = {}) {
      const source = testName('source');
      const script = `head -c ${sizeBytes} /dev/urandom > /home/data`;
      await docker('run', '--label', 'gantry.test', '--name', source, 'busybox:latest', 'sh', '-c', script);
      const words = ['CMD ["sleep","1000"]', ...changes].flatMap((change) => ['--change', change]);
      const id = await docker('commit', ...words, source, reference);
      await docker('rm', source);
      references.add(reference);
      return id;
    },
    forget: (reference) => void references.add(reference),
    forgetId: (id) => void references.add(id),
  };
}
