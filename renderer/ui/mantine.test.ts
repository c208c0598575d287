import { expect, test } from 'vitest';
import imported from './mantine.css?raw';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
const styled = Object.keys(import.meta.glob('../../node_modules/@mantine/core/styles/*.layer.css')).map(
  (path) => /([^/]+)\.layer\.css$/.exec(path)?.[1] ?? '',
);

test('the styles of every Mantine component that is used are imported', () => {
  expect(styled).toContain('Button');
  const used = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  );
  const missing = styled.filter((name) => used.includes(name) && !imported.includes(`/${name}.layer.css`));
  expect(missing).toEqual([]);
});
