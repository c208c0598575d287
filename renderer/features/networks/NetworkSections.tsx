import { SectionLinks } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const LINKS = [
  {
    href: '/networks',
    get label() {
      return t('List');
    },
  },
  {
    href: '/networks/map',
    get label() {
      return t('Map');
    },
  },
  {
    href: '/networks/try',
    get label() {
      return t('Try it');
    },
  },
] as const;

/** The pages about networks, in the header of each. */
export function NetworkSections({ current }: { readonly current: (typeof LINKS)[number]['href'] }) {
  return <SectionLinks label={t('Networks')} links={LINKS} current={current} />;
}
