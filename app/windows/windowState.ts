import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { atomicWrite } from '../../main/storage/atomicWrite.ts';

const WindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MIN_SIZE = { width: 800, height: 560 };
const DEFAULT_SIZE = { width: 1280, height: 820 };
/** So much of the title bar must be within reach. */
const REACH = 120;

/**
 * Where the window opens: as it was left, if a screen still shows enough of it; else its size in the middle of the
 * first screen. Never larger than the screen.
 */
export function placeWindow(kept: WindowState | undefined, screens: readonly Area[]): WindowState {
  const [first = { x: 0, y: 0, ...DEFAULT_SIZE }] = screens;
  if (kept) {
    for (const screen of screens) {
      // In the size that it will have there: of a window that was far wider another part would be left to see.
      const placed = { ...kept, ...sizeOn(screen, kept) };
      if (isWithinReach(placed, screen)) return placed;
    }
  }
  const { width, height } = sizeOn(first, kept);
  return {
    x: first.x + Math.round((first.width - width) / 2),
    y: first.y + Math.round((first.height - height) / 2),
    width,
    height,
    isMaximized: kept?.isMaximized ?? false,
  };
}

function sizeOn(screen: Area, kept: WindowState | undefined): Pick<Area, 'width' | 'height'> {
  const { width, height } = kept ?? DEFAULT_SIZE;
  return {
    width: Math.min(Math.max(width, MIN_SIZE.width), screen.width),
    height: Math.min(Math.max(height, MIN_SIZE.height), screen.height),
  };
}

function isWithinReach({ x, y, width }: WindowState, area: Area): boolean {
  const shown = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return shown >= REACH && y >= area.y && y <= area.y + area.height - 40;
}

/** A file that is missing or damaged is no matter: the window opens where a new one would. */
export async function loadWindowState(file: string): Promise<WindowState | undefined> {
  try {
    return WindowState.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

export const saveWindowState = (file: string, state: WindowState): Promise<void> =>
  atomicWrite(file, `${JSON.stringify(state)}\n`);
