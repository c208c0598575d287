import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Notice } from '../../../contract/model/shell.ts';
import { client, follow, isDesktop } from '../../rpc/index.ts';
import { permission, usePermission } from './permission.ts';
import { noticeWords } from './words.ts';

/** In a browser: tells what ends or goes wrong while nobody looks at the page. The desktop app tells it itself. */
export function NotificationsHost() {
  const [, navigate] = useLocation();
  const isAllowed = usePermission() === 'granted' && !isDesktop;
  useEffect(() => {
    if (!isAllowed) return;
    return follow({
      open: (signal) => client.shell.notices({}, { signal }),
      onItem: (notice) => show(notice, navigate),
    });
  }, [isAllowed, navigate]);
  return null;
}

function show(notice: Notice, navigate: (to: string) => void): void {
  // Who looks at the page sees it there.
  if (!document.hidden && document.hasFocus()) return;
  if (permission.read() !== 'granted') return;
  const { title, body } = noticeWords(notice);
  // Of two pages of one Gantry only one shows it: the second replaces the first.
  const shown = new Notification(title, { body, tag: `${notice.kind} ${notice.subject} ${notice.at}` });
  shown.addEventListener('click', () => {
    window.focus();
    if (notice.place !== undefined) navigate(notice.place);
    shown.close();
  });
}
