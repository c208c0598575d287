import type { Locator, Page } from '@playwright/test';

/** The value beside a key in a list of facts: “Exit code”. */
export const fact = (scope: Page | Locator, key: string): Locator =>
  scope
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${key}$`) })
    .locator('xpath=following-sibling::dd[1]');
