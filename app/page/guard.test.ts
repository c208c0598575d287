import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { guardContents, guardSession } from './guard.ts';

type Navigation = (details: { readonly url: string; preventDefault(): void }) => void;
type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

function contents() {
  const listeners = new Map<string, Navigation>();
  const opened: string[] = [];
  let openHandler: OpenHandler | undefined;
  guardContents(
    {
      on: (event: string, listener: (details: never) => void) => listeners.set(event, listener as Navigation),
      setWindowOpenHandler: (handler: OpenHandler) => void (openHandler = handler),
    },
    (url) => opened.push(url),
  );
  return {
    opened,
    /** Whether the page stayed. */
    go: (event: string, url: string) => {
      let isStopped = false;
      listeners.get(event)?.({ url, preventDefault: () => (isStopped = true) });
      return isStopped;
    },
    open: (url: string) => openHandler?.({ url } as never),
  };
}

test('the page stays where it is; web links go to the person’s browser, other links nowhere', () => {
  const { go, opened } = contents();
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    expect(go(event, 'https://docs.docker.com/')).toBe(true);
    expect(go(event, 'file:///etc/passwd')).toBe(true);
    expect(go(event, 'gantry://evil/')).toBe(true);
    expect(go(event, 'smb://server/share')).toBe(true);
    expect(go(event, 'not an address')).toBe(true);
    expect(go(event, 'gantry://app/#/containers')).toBe(false);
  }
  expect(opened).toEqual(Array(3).fill('https://docs.docker.com/'));
  expect(go('will-attach-webview', 'https://evil.example/')).toBe(true);
});

test('no window is opened', () => {
  const { open, opened } = contents();
  expect(open('http://127.0.0.1:8080/')).toEqual({ action: 'deny' });
  expect(open('gantry://app/')).toEqual({ action: 'deny' });
  expect(open('javascript:alert(1)')).toEqual({ action: 'deny' });
  expect(opened).toEqual(['http://127.0.0.1:8080/']);
});

test('the page may copy, and nothing else; another origin may nothing', () => {
  type Request = (contents: null, permission: string, answer: (granted: boolean) => void, details: object) => void;
  type Check = (contents: null, permission: string, origin: string) => boolean;
  let request: Request = () => {};
  let check: Check = () => true;
  let device: () => boolean = () => true;
  guardSession({
    setPermissionRequestHandler: (handler) => void (request = handler as unknown as Request),
    setPermissionCheckHandler: (handler) => void (check = handler as unknown as Check),
    setDevicePermissionHandler: (handler) => void (device = handler as unknown as () => boolean),
  });
  const asked = (permission: string, requestingUrl: string) => {
    let answered: boolean | undefined;
    request(null, permission, (granted) => (answered = granted), { requestingUrl });
    return answered;
  };
  expect(asked('clipboard-sanitized-write', 'gantry://app/')).toBe(true);
  expect(check(null, 'clipboard-sanitized-write', 'gantry://app')).toBe(true);
  expect(asked('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
  expect(check(null, 'clipboard-sanitized-write', 'gantry://app.evil')).toBe(false);
  for (const permission of ['media', 'notifications', 'geolocation', 'clipboard-read', 'usb', 'openExternal']) {
    expect(asked(permission, 'gantry://app/')).toBe(false);
    expect(check(null, permission, 'gantry://app')).toBe(false);
  }
  expect(device()).toBe(false);
});
