import type { DockerfileArg, DockerfileOutline, DockerfileStage } from '../../../contract/model/buildContext.ts';
import { type Instruction, readInstructions, words } from './instructions.ts';

/** BuildKit sets them itself. */
const AUTOMATIC = /^(BUILD|TARGET)(PLATFORM|OS|ARCH|VARIANT)$|^TARGETSTAGE$|^BUILDKIT_|^SOURCE_DATE_EPOCH$/;

/** What a build of this Dockerfile can be given: arguments with their defaults, stages, secrets. */
export function outlineOf(text: string): DockerfileOutline {
  const instructions = readInstructions(text);
  const runs = instructions.filter(({ keyword }) => keyword === 'RUN').map(({ rest }) => mountsOf(rest));
  const mounts = runs.flat();
  return {
    stages: stagesOf(instructions),
    args: argsOf(instructions),
    secretIds: [...new Set(mounts.flatMap((mount) => (mount.get('type') === 'secret' ? secretId(mount) : [])))],
    needsSsh: mounts.some((mount) => mount.get('type') === 'ssh'),
  };
}

export function stagesOf(instructions: readonly Instruction[]): readonly DockerfileStage[] {
  return instructions
    .filter(({ keyword }) => keyword === 'FROM')
    .map(({ rest, startLine }, index) => {
      const [from = '', as, name] = words(rest).filter((word) => !word.startsWith('--'));
      const isNamed = as?.toUpperCase() === 'AS' && name !== undefined;
      return { name: isNamed ? name.toLowerCase() : String(index), isNamed, from, line: startLine };
    });
}

/** The first declaration of each name; a later one takes over where the first has no default. */
function argsOf(instructions: readonly Instruction[]): readonly DockerfileArg[] {
  const found = new Map<string, DockerfileArg>();
  let isGlobal = true;
  for (const { keyword, rest, startLine } of instructions) {
    if (keyword === 'FROM') isGlobal = false;
    if (keyword !== 'ARG') continue;
    for (const word of words(rest)) {
      const at = word.indexOf('=');
      const name = at < 0 ? word : word.slice(0, at);
      if (AUTOMATIC.test(name) || !/^\w+$/.test(name)) continue;
      const known = found.get(name);
      if (known && (known.defaultValue !== undefined || at < 0)) continue;
      const defaultValue = at < 0 ? undefined : unquoted(word.slice(at + 1));
      found.set(name, {
        name,
        line: known?.line ?? startLine,
        isGlobal: known?.isGlobal ?? isGlobal,
        ...(defaultValue !== undefined && { defaultValue }),
      });
    }
  }
  return [...found.values()];
}

const unquoted = (text: string): string =>
  text.replaceAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs, (_all, double?: string, single?: string, plain?: string) =>
    double === undefined ? (single ?? plain ?? '') : double.replaceAll(/\\(["\\$])/g, '$1'),
  );

type Mount = ReadonlyMap<string, string>;

function mountsOf(rest: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const word of words(rest)) {
    if (!word.startsWith('--')) break;
    if (!word.startsWith('--mount=')) continue;
    const fields = unquoted(word.slice('--mount='.length)).split(',');
    mounts.push(new Map(fields.map((field) => [field.split('=', 1)[0] ?? '', field.slice(field.indexOf('=') + 1)])));
  }
  return mounts;
}

/** Without an id it is the name of the file that it is put at. */
const secretId = (mount: Mount): string[] => {
  const id =
    mount.get('id') ?? (mount.get('target') ?? mount.get('dst') ?? mount.get('destination'))?.split('/').at(-1);
  return id ? [id] : [];
};
