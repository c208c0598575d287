import type { Page } from '@playwright/test';

/** What the browser gets when files of this computer are dragged over it and let go: the paths, and nothing else. */
export async function dropFiles(
  page: Page,
  files: readonly string[],
  onto: { readonly x: number; readonly y: number },
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...onto, data });
  }
  await session.detach();
}
