import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const CANDIDATES = [
  process.env['GANTRY_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/** The system's Chromium, quiet: no calls home, no first-run pages. Without one, Playwright's own is tried. */
export const CHROMIUM: LaunchOptions = {
  ...(executable() ? { executablePath: executable()! } : {}),
  args: [
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    // Chromium refuses to run as root inside its own sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};

function executable(): string | undefined {
  return CANDIDATES.find((path) => path && existsSync(path));
}
