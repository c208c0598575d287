import { SectionLinks } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const LINKS = [
  {
    href: '/builds',
    get label() {
      return t('History');
    },
  },
  {
    href: '/dockerfile',
    get label() {
      return t('Dockerfile');
    },
  },
  {
    href: '/build-cache',
    get label() {
      return t('Cache');
    },
  },
  {
    href: '/builders',
    get label() {
      return t('Builders');
    },
  },
] as const;

/** The pages about building, in the header of each. */
export function BuildSections({ current }: { readonly current: (typeof LINKS)[number]['href'] }) {
  return <SectionLinks label={t('Builds')} links={LINKS} current={current} />;
}
