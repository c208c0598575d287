import { beforeAll, describe, expect, test } from 'vitest';
import { readdir } from 'node:fs/promises';
import { parse } from 'yaml';
import type { TemplateDetail } from '../../../contract/model/template.ts';
import { isSecretName } from '../../../contract/model/secretName.ts';
import { builtIn } from './builtIn.ts';
import { readTemplate, readTemplates } from './readTemplates.ts';
import { valuesOf } from './values.ts';

interface Service {
  readonly image?: string;
  readonly build?: unknown;
  readonly healthcheck?: unknown;
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
interface File {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

let all: readonly TemplateDetail[];
beforeAll(async () => {
  const names = await readdir(builtIn().folder);
  all = (await Promise.all(names.map((name) => readTemplate(builtIn(), name)))).filter((one) => one !== undefined);
});
/** What is wrong with them, each with the template that it is of. */
const wrong = (find: (template: TemplateDetail, file: File) => readonly string[]): string[] =>
  all.flatMap((template) =>
    find(template, parse(template.files[0]!.text, { merge: true }) as File).map((one) => `${template.id}: ${one}`),
  );

describe('the catalogue', () => {
  test('has a dozen templates that can be read', async () => {
    const { templates, problems } = await readTemplates(builtIn());
    expect(problems).toEqual([]);
    expect(templates.length).toBeGreaterThanOrEqual(12);
    expect(all.map(({ id }) => id).toSorted()).toEqual(templates.map(({ id }) => id).toSorted());
  });

  test('asks for exactly the variables that its files have', () => {
    const asked = wrong(({ parameters }) => parameters.map(({ name }) => name).toSorted());
    const used = wrong(({ files }) => {
      const names = [...files[0]!.text.matchAll(/(?<!\$)\$\{([A-Z_][A-Z0-9_]*)/g)].map(([, name = '']) => name);
      return [...new Set<string>(names)].toSorted();
    });
    expect(asked).toEqual(used);
  });

  test('pins every image to a version, and none is “latest”', () => {
    const images = wrong(({ files }, { services }) => [
      ...Object.values(services).flatMap(({ image, build }) => image ?? (build ? [] : 'none')),
      ...files.flatMap(({ path, text }) => (path === 'Dockerfile' ? (/^FROM (\S+)/m.exec(text)?.[1] ?? 'none') : [])),
    ]);
    expect(images.length).toBeGreaterThan(20);
    expect(images.filter((image) => !/: \S+:v?\d+\.\d+[\w.-]*$/.test(image))).toEqual([]);
  });

  test('has a health check in every service', () => {
    expect(
      wrong((_, { services }) => Object.keys(services).filter((name) => services[name]?.healthcheck === undefined)),
    ).toEqual([]);
  });

  test('keeps data in volumes with names, and mounts only files that it brings', () => {
    const sources = wrong(({ files }, { services, volumes = {} }) =>
      Object.values(services)
        .flatMap(({ volumes: of = [] }) => of.map((one) => one.split(':')[0] ?? ''))
        .filter((source) => {
          if (!source.startsWith('./')) return source !== '/' && !Object.keys(volumes).includes(source);
          const path = source.slice(2);
          return path !== 'app' && !files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
        }),
    );
    expect(sources).toEqual([]);
  });

  test('has no password in its files: what is secret is made up', () => {
    const plain = wrong(({ parameters }, { services }) => [
      ...parameters
        .filter(({ name, type }) => isSecretName(name) && type !== 'secret' && !name.endsWith('ACCESS_KEY'))
        .map(({ name }) => name),
      ...Object.values(services).flatMap(({ environment = {} }) =>
        Object.keys(environment)
          .filter((name) => /PASSWORD$|PASSWD$|_PASS$|SECRET/.test(name))
          .filter((name) => !/^\$\{[A-Z0-9_]+:\?/.test(environment[name] ?? '')),
      ),
    ]);
    expect(plain).toEqual([]);
  });

  test('makes other secrets each time, and long ones', () => {
    const { parameters } = all.find(({ id }) => id === 'gantry/wordpress')!;
    const [one, two] = [valuesOf(parameters, {}), valuesOf(parameters, {})];
    expect(one['DB_PASSWORD']).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(new Set([one['DB_PASSWORD'], one['DB_ROOT_PASSWORD'], two['DB_PASSWORD']]).size).toBe(3);
    expect(one['HTTP_PORT']).toBe('8080');
  });

  test.each([
    [{ GRAFANA_PORT: '70000' }, 'a port is a number'],
    [{ GRAFANA_PORT: '' }, 'a port is a number'],
    [{ RETENTION: '1y' }, 'choose one'],
    [{ OTHER: 'x' }, 'does not ask for OTHER'],
  ])('refuses %j', (values: Readonly<Record<string, string>>, reason) => {
    const { parameters } = all.find(({ id }) => id === 'gantry/monitoring')!;
    expect(() => valuesOf(parameters, values)).toThrow(reason);
  });
});
