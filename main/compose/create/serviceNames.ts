import type { RunSettings } from '../../../contract/model/run.ts';

/** A name for each service: what the container is called, else its image; each once. */
export function serviceNames(all: readonly RunSettings[]): readonly string[] {
  const taken = new Set<string>();
  return all.map((settings) => {
    const base = plainName(settings.name ?? imageName(settings.image));
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
    taken.add(name);
    return name;
  });
}

const imageName = (image: string): string =>
  image
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^.*\//, '');

const plainName = (name: string): string =>
  name
    .replace(/^\//, '')
    .replaceAll(/[^a-zA-Z0-9._-]/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '') || 'app';
