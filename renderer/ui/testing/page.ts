import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';

/** What jsdom lacks of a browser, and a clean page after each test. Call it once in a file of component tests. */
export function prepareTestPage(): void {
  beforeAll(() => {
    globalThis.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    window.matchMedia ??= (media) =>
      ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
    // oxlint-disable-next-line typescript/unbound-method -- only whether it is there
    Element.prototype.scrollIntoView ??= () => undefined;
  });
  afterEach(cleanup);
}
