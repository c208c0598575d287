import type { Session, WebContents } from 'electron';
import { isOurPage, isWebLink, PAGE } from './address.ts';

type Contents = Pick<WebContents, 'setWindowOpenHandler'> & {
  on(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate',
    listener: (details: { readonly url: string; preventDefault(): void }) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown;
};

/** The page stays the page: it goes nowhere, opens no window and holds no other page. Web links go to the browser. */
export function guardContents(contents: Contents, openInBrowser: (url: string) => void): void {
  const stay = ({ url, preventDefault }: { readonly url: string; preventDefault: () => void }) => {
    if (isOurPage(url)) return; // a reload
    preventDefault();
    if (isWebLink(url)) openInBrowser(url);
  };
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    contents.on(event, (details) => stay({ url: details.url, preventDefault: () => details.preventDefault() }));
  }
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebLink(url)) openInBrowser(url);
    return { action: 'deny' };
  });
}

/** Copying is all that the page is allowed: no camera, no notifications, no devices, no reading of the clipboard. */
export function guardSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  const isAllowed = (permission: string, origin: string) =>
    permission === 'clipboard-sanitized-write' && `${origin.replace(/\/$/, '')}/` === PAGE;
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isOurPage(requestingUrl) && isAllowed(permission, PAGE)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
}
