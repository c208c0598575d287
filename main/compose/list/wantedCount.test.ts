import { expect, test } from 'vitest';
import { wantedCount } from './wantedCount.ts';

const services = (text: string) => `services:\n${text}`;

test.each<[string, readonly string[], readonly string[], number | undefined]>([
  ['each service once', [services('  a: {image: x}\n  b: {image: x}\n')], [], 2],
  ['scale and replicas', [services('  a: {scale: 3}\n  b: {deploy: {replicas: 2}}\n  c: {scale: 0}\n')], [], 5],
  ['profiles that are on', [services('  a: {}\n  b: {profiles: [debug]}\n  c: {profiles: [x, y]}\n')], ['y'], 2],
  ['all profiles', [services('  a: {}\n  b: {profiles: [debug]}\n')], ['*'], 2],
  ['later files over earlier ones', [services('  a: {scale: 2}\n  b: {}\n'), services('  a: {scale: 4}\n')], [], 5],
  ['a base in the same file', [services('  a: {extends: b}\n  b: {scale: 2, profiles: [no]}\n')], [], 2],
  ['merge keys', ['x-a: &a {scale: 3}\nservices: {a: {<<: *a}}\n'], [], 3],
  ['a base in another file', [services('  a: {extends: {file: b.yaml, service: b}}\n')], [], undefined],
  ['an include', ['include: [b.yaml]\nservices: {a: {}}\n'], [], undefined],
  ['a variable', [services('  a: {scale: "${N}"}\n')], [], undefined],
  ['a variable among profiles', [services('  a: {profiles: ["${P}"]}\n')], [], undefined],
  ['a broken file', ['services: [\n'], [], undefined],
  ['a circle of bases', [services('  a: {extends: b}\n  b: {extends: a}\n')], [], undefined],
])('%s', (_, texts, profiles, count) => expect(wantedCount(texts, profiles)).toBe(count));
