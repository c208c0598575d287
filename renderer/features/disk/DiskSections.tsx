import { SectionLinks } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const LINKS = [
  {
    href: '/disk',
    get label() {
      return t('Usage');
    },
  },
  {
    href: '/disk/rules',
    get label() {
      return t('Rules');
    },
  },
] as const;

/** The pages about space, in the header of each. */
export function DiskSections({ current }: { readonly current: (typeof LINKS)[number]['href'] }) {
  return <SectionLinks label={t('Disk')} links={LINKS} current={current} />;
}
