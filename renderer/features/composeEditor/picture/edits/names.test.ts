import { expect, test } from 'vitest';
import { pictureGraph } from '../graph/pictureGraph.ts';
import { mountProblem, nameForImage, newNameProblem, portProblem } from './names.ts';

const graph = pictureGraph({ services: { nginx: {}, db: { depends_on: ['gone'] } } }, false);

test('a service is named after its image, and after a number where that is taken', () => {
  expect(nameForImage(graph, 'ghcr.io:5000/Owner/My.App:1.2@sha256:00')).toBe('my-app');
  expect(nameForImage(graph, 'nginx')).toBe('nginx-2');
  expect(nameForImage(graph, '')).toBe('');
});

test('a name that is taken or that YAML reads as something else is told', () => {
  expect(newNameProblem(graph, 'service', 'db')).toBe('There is a service “db” already.');
  expect(newNameProblem(graph, 'network', 'db')).toBeUndefined();
  expect(newNameProblem(graph, 'service', 'gone')).toBeUndefined(); // it is named, and not declared yet
  expect(newNameProblem(graph, 'service', 'true')).toBe('YAML would not read this as a name.');
  expect(newNameProblem(graph, 'service', 'a b')).toBeDefined();
});

test('ports and paths are looked at before they are written', () => {
  expect(['80', '8000-8010', '${PORT}', '${PORT:-80}'].map((port) => portProblem(port, false))).toEqual(
    Array.from({ length: 4 }),
  );
  expect(['0', '70000', '90-80', 'x', ''].map((port) => portProblem(port, false) !== undefined)).not.toContain(false);
  expect(portProblem('', true)).toBeUndefined();
  expect(['/data', '${DIR:-/x}', 'C:\\data'].map(mountProblem)).toEqual(Array.from({ length: 3 }));
  expect(['data', '/a:b', ''].map((path) => mountProblem(path) !== undefined)).toEqual([true, true, true]);
});
