import { SectionLinks } from '../../ui/index.ts';

const LINKS = [
  { href: '/networks', label: 'List' },
  { href: '/networks/map', label: 'Map' },
  { href: '/networks/try', label: 'Try it' },
] as const;

/** The pages about networks, in the header of each. */
export function NetworkSections({ current }: { readonly current: (typeof LINKS)[number]['href'] }) {
  return <SectionLinks label="Networks" links={LINKS} current={current} />;
}
