import { expect, test } from 'vitest';
import type { Connection } from '../../docker/connection.ts';
import type { ComposeConfig } from './composeConfig.ts';
import { hostPathWarnings } from './hostPaths.ts';

const config = {
  services: {
    web: {
      volumes: [
        { type: 'bind', source: '/home/me/shop/html', target: '/www' },
        { type: 'volume', source: 'data', target: '/data' },
      ],
    },
  },
} as unknown as ComposeConfig;
const on = (isLocal: boolean) => ({ isLocal, context: 'lab' }) as Connection;

test('a path of this computer is told before it means another machine, and not where it means this one', () => {
  expect(hostPathWarnings(config, on(false))).toEqual([
    'web mounts /home/me/shop/html: on “lab” that is a path of the engine’s machine, not of this computer.',
  ]);
  expect(hostPathWarnings(config, on(true))).toEqual([]);
});
