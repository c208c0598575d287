import { deferred } from '../../ui/index.ts';

export const UpdatesSection = deferred(async () => (await import('./UpdatesSection.tsx')).UpdatesSection);
