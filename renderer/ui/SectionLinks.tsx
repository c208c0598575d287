import { Link } from 'wouter';
import styles from './list/List.module.css';

interface SectionLinksProps {
  /** Their accessible name. */
  readonly label: string;
  readonly links: readonly { readonly href: string; readonly label: string }[];
  /** The `href` of the page that is open. */
  readonly current: string;
}

/** Pages that belong together, in the header of each. */
export function SectionLinks({ label, links, current }: SectionLinksProps) {
  return (
    <nav className={styles.sections} aria-label={label}>
      {links.map(({ href, label: text }) => (
        <Link key={href} href={href} aria-current={href === current ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
