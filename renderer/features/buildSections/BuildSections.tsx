import { SectionLinks } from '../../ui/index.ts';

const LINKS = [
  { href: '/builds', label: 'History' },
  { href: '/dockerfile', label: 'Dockerfile' },
  { href: '/build-cache', label: 'Cache' },
  { href: '/builders', label: 'Builders' },
] as const;

/** The pages about building, in the header of each. */
export function BuildSections({ current }: { readonly current: (typeof LINKS)[number]['href'] }) {
  return <SectionLinks label="Builds" links={LINKS} current={current} />;
}
