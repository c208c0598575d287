// Draws the app's icons from resources/icon.svg: PNGs of all sizes, an .ico and an .icns. Run by hand after a change of
// the drawing; what comes out is committed, so that packing needs no browser.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './ensure-dependencies.mjs';
import { SIZES } from './icon-sizes.mjs';

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** The types of Apple's format that hold PNGs; a size at twice the density is the next size. */
const ICNS_TYPES = {
  icp4: 16,
  icp5: 32,
  icp6: 64,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
};

const folder = path.join(root, 'resources/icons');
const svg = readFileSync(path.join(root, 'resources/icon.svg'), 'utf8');
mkdirSync(folder, { recursive: true });
const pngs = await draw();
for (const [size, png] of pngs) writeFileSync(path.join(folder, `${size}x${size}.png`), png);
writeFileSync(path.join(folder, 'icon.ico'), ico(ICO_SIZES.map((size) => [size, pngs.get(size)])));
writeFileSync(path.join(folder, 'icon.icns'), icns());
console.log(`Drew ${SIZES.join(', ')}, icon.ico and icon.icns.`);

async function draw() {
  const executablePath = process.env.GANTRY_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const made = new Map();
    for (const size of SIZES) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
      made.set(size, await page.screenshot({ omitBackground: true }));
      await page.close();
    }
    return made;
  } finally {
    await browser.close();
  }
}

/** A directory of entries, then the PNGs: 256 is written as 0. */
function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(([size, png], index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...images.map(([, png]) => png)]);
}

function icns() {
  const entries = Object.entries(ICNS_TYPES).map(([type, size]) => entry(type, pngs.get(size)));
  return entry('icns', Buffer.concat(entries));
}

function entry(type, bytes) {
  const head = Buffer.alloc(8);
  head.write(type, 'ascii');
  head.writeUInt32BE(bytes.length + 8, 4);
  return Buffer.concat([head, bytes]);
}
