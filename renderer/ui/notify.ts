import { fetchLateCode } from './lateCode.ts';

interface Notice {
  readonly title: string;
  readonly message?: string;
  readonly tone?: 'info' | 'success' | 'failure';
  /** Stays until it is closed; failures always do. */
  readonly isSticky?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** A short word in the corner about something that is not on the screen. Its code is fetched with the first one. */
export function notify(notice: Notice): void {
  const code = fetchLateCode().then(() => import('./Notices.tsx'));
  code.then(
    ({ showNotice }) => showNotice(notice),
    // The page cannot load its own parts: the connection banner says so already.
    () => undefined,
  );
}

export type { Notice };
