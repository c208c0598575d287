import { createContext, type ReactNode, useContext } from 'react';
import styles from './Page.module.css';

interface PageProps {
  readonly children: ReactNode;
  /** Reads like a document (settings, engine) instead of filling the window with a list. */
  readonly isScrolling?: boolean;
}

/** One screen: a header, perhaps a toolbar, and what fills the rest. */
export function Page({ children, isScrolling = false }: PageProps) {
  return <div className={isScrolling ? styles.scrollingPage : styles.page}>{children}</div>;
}

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title, dim: a count, a state. */
  readonly note?: ReactNode;
  /** After the title: search and filters. */
  readonly children?: ReactNode;
  /** At the right end: buttons. */
  readonly actions?: ReactNode;
}

const HeaderHelp = createContext<ReactNode>(null);

/** What explains the page that is open, beside its title. The app knows the pages; these components do not. */
export const HeaderHelpProvider = HeaderHelp.Provider;

export function PageHeader({ title, note, children, actions }: PageHeaderProps) {
  const help = useContext(HeaderHelp);
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {help}
      <div className={styles.middle}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A second row of controls, under the header or in a panel. */
export function Toolbar({ label, children }: ToolbarProps) {
  return (
    <fieldset className={styles.toolbar} aria-label={label}>
      {children}
    </fieldset>
  );
}

interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a scrolling page, under its own heading. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {description !== undefined && <p className={styles.description}>{description}</p>}
      {children}
    </section>
  );
}
