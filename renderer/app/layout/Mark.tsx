import styles from './Navigation.module.css';

/** A gantry crane that holds a container. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M2.5 4.5h15M5 4.5v12M15 4.5v12M10 4.5V8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <rect x="7.4" y="8" width="5.2" height="4.6" rx="1" fill="currentColor" />
    </svg>
  );
}
