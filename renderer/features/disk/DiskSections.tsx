import { SectionLinks } from '../../ui/index.ts';

const LINKS = [
  { href: '/disk', label: 'Usage' },
  { href: '/disk/rules', label: 'Rules' },
] as const;

/** The pages about space, in the header of each. */
export function DiskSections({ current }: { readonly current: (typeof LINKS)[number]['href'] }) {
  return <SectionLinks label="Disk" links={LINKS} current={current} />;
}
