import { shownPath } from '../stack/filePath.ts';
import type { PlacesInFile } from '../stack/namedPlaces.ts';
import styles from './Text.module.css';
import { plural, t } from '../texts/index.ts';

interface RenamePlacesProps {
  readonly found: readonly PlacesInFile[];
  readonly folder: string;
  readonly name: string;
}

/** Each line that changes, as it will be, file by file. */
export function RenamePlaces({ found, folder, name }: RenamePlacesProps) {
  const count = found.reduce((sum, { places }) => sum + places.length, 0);
  return (
    <>
      <p className={styles.why}>
        {found.length === 1
          ? plural(count, 'It is changed in one place of this file.', 'It is changed in {{count}} places of this file.')
          : plural(
              count,
              'It is changed in one place of {{files}} files, or in none of them.',
              'It is changed in {{count}} places of {{files}} files, or in none of them.',
              { files: found.length },
            )}
      </p>
      <ul className={styles.places} aria-label={t('What is changed')}>
        {found.map(({ file, places }) => (
          <li key={file.path}>
            <span className={styles.placeFile}>{shownPath(file.path, folder)}</span>
            <ol>
              {places.map(({ from, to }) => {
                const { line, before, after } = lineOf(file.text, from, to);
                return (
                  <li key={from}>
                    <span className={styles.line}>{line}</span>
                    <code>
                      {before}
                      <mark>{name}</mark>
                      {after}
                    </code>
                  </li>
                );
              })}
            </ol>
          </li>
        ))}
      </ul>
    </>
  );
}

function lineOf(text: string, from: number, to: number) {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to);
  return {
    line: text.slice(0, from).split('\n').length,
    before: text.slice(start, from).trimStart(),
    after: text.slice(to, end < 0 ? text.length : end),
  };
}
