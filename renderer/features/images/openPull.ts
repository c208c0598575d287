/** Replaced by the pull dialog. */
export function openPull(): void {}
