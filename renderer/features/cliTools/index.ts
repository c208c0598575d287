import { deferred } from '../../ui/index.ts';

export const CliToolsSection = deferred(async () => (await import('./CliToolsSection.tsx')).CliToolsSection);
