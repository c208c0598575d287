import { BrowserWindow, Notification } from 'electron';
import type { Gantry } from '../../main/gantry.ts';
import { noticeWords } from './words.ts';

/** Tells by the system what ends or goes wrong while the person looks at something else. */
export async function followNotifications(
  { shell }: Pick<Gantry['handlers'], 'shell'>,
  show: (place?: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!Notification.isSupported()) return;
  for await (const notice of shell.notices({}, signal)) {
    if (BrowserWindow.getFocusedWindow() !== null) continue;
    const notification = new Notification(noticeWords(notice));
    notification.on('click', () => show(notice.place));
    notification.show();
  }
}
