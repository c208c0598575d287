import type {
  ComparedFile,
  ComparedLayer,
  ComparedValue,
  Difference,
  FileAmount,
  FileKind,
  ImageComparison,
  InstalledPackage,
  PackageManager,
} from '../../contract/model/imageFiles.ts';
import { ABSENT, IMPLICIT } from './fold.ts';
import type { ImageIndex } from './imageIndex.ts';
import type { EntryKind, LayerEntries } from './layerEntries.ts';

interface Place {
  readonly entries: LayerEntries;
  readonly index: number;
}

/** A path of either image; its columns are looked up when it is shown. */
interface Pair {
  readonly path: string;
  readonly difference: Difference;
  readonly before?: Place | undefined;
  readonly after?: Place | undefined;
}

/** The final files of two images, side by side. */
export class FileComparison {
  readonly #pairs: Pair[] = [];
  readonly amounts: Record<Difference, FileAmount>;

  /** Files are the same when their content (by SHA-256), kind, mode, owner and target are; times do not count. */
  constructor(before: ImageIndex, after: ImageIndex) {
    const amounts = { added: none(), changed: none(), removed: none(), same: none() };
    const visit = (a: number | undefined, b: number | undefined, path: string) => {
      for (const [name, left, right] of bothChildren(before, a, after, b)) {
        const childPath = `${path}/${name}`;
        const [placeA, placeB] = [placeOf(before, left), placeOf(after, right)];
        if (placeA || placeB) {
          const difference = !placeA
            ? 'added'
            : !placeB
              ? 'removed'
              : differences(placeA, placeB).length > 0
                ? 'changed'
                : 'same';
          this.#pairs.push({ path: childPath, difference, before: placeA, after: placeB });
          const shown = placeB ?? placeA!;
          if (!shown.entries.isDirectory(shown.index)) {
            amounts[difference].files += 1;
            amounts[difference].sizeBytes += shown.entries.size(shown.index);
          }
        }
        visit(left, right, childPath);
      }
    };
    visit(0, 0, '');
    this.amounts = amounts;
  }

  page(only: readonly Difference[], query: string, offset: number, limit: number) {
    const wanted = query.trim().toLowerCase();
    const found = this.#pairs.filter(
      ({ difference, path }) =>
        (only.length === 0 || only.includes(difference)) && (wanted === '' || path.toLowerCase().includes(wanted)),
    );
    return { total: found.length, files: found.slice(offset, offset + limit).map(toFile) };
  }
}

function toFile({ path, difference, before, after }: Pair): ComparedFile {
  const shown = after ?? before!;
  return {
    path,
    difference,
    kind: shown.entries.kind(shown.index) as FileKind,
    ...(before && { beforeBytes: before.entries.size(before.index) }),
    ...(after && { afterBytes: after.entries.size(after.index) }),
    what: difference === 'changed' && before && after ? differences(before, after) : [],
  };
}

/** Names of both directories in order; a node where an image has it. */
function* bothChildren(
  before: ImageIndex,
  a: number | undefined,
  after: ImageIndex,
  b: number | undefined,
): Generator<readonly [string, number | undefined, number | undefined]> {
  const left = present(before, a);
  const right = present(after, b);
  const nameOf = (index: ImageIndex, node: number | undefined) =>
    node === undefined ? undefined : index.image.paths.name(node);
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const [x, y] = [nameOf(before, left[i]), nameOf(after, right[j])];
    if (x !== undefined && x === y) yield [x, left[i++], right[j++]];
    else if (y === undefined || (x !== undefined && x < y)) yield [x ?? '', left[i++], undefined];
    else yield [y, undefined, right[j++]];
  }
}

const present = ({ image, fold }: ImageIndex, node: number | undefined): readonly number[] =>
  node === undefined ? [] : image.paths.sortedChildren(node).filter((child) => fold.final[child] !== ABSENT);

function placeOf({ image, fold }: ImageIndex, node: number | undefined): Place | undefined {
  const entry = node === undefined ? ABSENT : fold.final[node]!;
  if (entry === ABSENT || entry === IMPLICIT) return undefined;
  return { entries: image.layers[fold.numbering.layerOf(entry)]!.entries, index: fold.numbering.indexOf(entry) };
}

const permissions = (mode: number) => mode.toString(8).padStart(3, '0');

/** What differs between two entries of a path, in words. */
function differences(a: Place, b: Place): readonly string[] {
  const [x, y] = [a.entries, b.entries];
  const [i, j] = [a.index, b.index];
  // A layer that both have is one object of one reading, or at least has the same digests.
  if (x === y && i === j) return [];
  const [kindA, kindB] = [ownKind(x.kind(i)), ownKind(y.kind(j))];
  if (kindA !== kindB) return [`${kindA} → ${kindB}`];
  const isSameContent = Buffer.compare(x.digest(i), y.digest(j)) === 0;
  const [modeA, modeB] = [permissions(x.mode(i)), permissions(y.mode(j))];
  return [
    ...(isSameContent ? [] : ['content']),
    ...(kindA !== 'symlink' || x.target(i) === y.target(j)
      ? []
      : [`target ${x.target(i) ?? ''} → ${y.target(j) ?? ''}`]),
    ...(modeA === modeB ? [] : [`mode ${modeA} → ${modeB}`]),
    ...(x.userId(i) === y.userId(j) && x.groupId(i) === y.groupId(j)
      ? []
      : [`owner ${x.userId(i)}:${x.groupId(i)} → ${y.userId(j)}:${y.groupId(j)}`]),
  ];
}

type Aspects = Omit<ImageComparison, 'before' | 'after' | 'files'>;

/** Which of a file's names is the file and which a link to it is chance. */
const ownKind = (kind: EntryKind): EntryKind => (kind === 'hardlink' ? 'file' : kind);

/** Everything but the files. */
export function compareAspects(before: ImageIndex, after: ImageIndex): Aspects {
  const [a, b] = [before.image.config.config ?? {}, after.image.config.config ?? {}];
  const databases = [before.packages(), after.packages()] as const;
  return {
    layers: compareLayers(before, after),
    settings: compareValues(settingsOf(before), settingsOf(after)),
    environment: compareValues(pairsOf(a.Env), pairsOf(b.Env)),
    ports: compareValues(keysOf(a.ExposedPorts), keysOf(b.ExposedPorts)),
    volumes: compareValues(keysOf(a.Volumes), keysOf(b.Volumes)),
    labels: compareValues(new Map(Object.entries(a.Labels ?? {})), new Map(Object.entries(b.Labels ?? {}))),
    packages: (['dpkg', 'apk', 'rpm'] as const).flatMap((manager) => {
      const of = (side: 0 | 1) =>
        packagesOf(databases[side].flatMap((database) => (database.manager === manager ? database.packages : [])));
      return compareValues(of(0), of(1)).map((value) => ({ ...value, manager: manager satisfies PackageManager }));
    }),
    packageProblems: databases
      .flat()
      .flatMap(({ path, problem }) => (problem === undefined ? [] : [{ path, problem }])),
  };
}

/** Layers are the same up to the first that differs: what is on other layers is another layer on the disk too. */
function compareLayers(before: ImageIndex, after: ImageIndex): readonly ComparedLayer[] {
  const [a, b] = [layersOf(before), layersOf(after)];
  let common = 0;
  while (common < a.length && common < b.length && a[common]!.diffId === b[common]!.diffId) common += 1;
  return [
    ...b.slice(0, common).map((layer) => ({ ...layer, difference: 'same' as const })),
    ...a.slice(common).map((layer) => ({ ...layer, difference: 'removed' as const })),
    ...b.slice(common).map((layer) => ({ ...layer, difference: 'added' as const })),
  ];
}

function layersOf({ opened }: ImageIndex) {
  return opened.layers.map(({ diffId, sizeBytes }, index) => {
    const instruction = opened.history.find(({ layer }) => layer === index)?.instruction;
    return { diffId, sizeBytes, ...(instruction && { instruction }) };
  });
}

function settingsOf({ image: { config: image }, opened }: ImageIndex): ReadonlyMap<string, string> {
  const config = image.config ?? {};
  const words = (list: readonly string[] | null | undefined) => (list && list.length > 0 ? JSON.stringify(list) : '');
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Platform', opened.platform],
    ['Entrypoint', words(config.Entrypoint)],
    ['Command', words(config.Cmd)],
    ['Working directory', config.WorkingDir],
    ['User', config.User],
    ['Stop signal', config.StopSignal],
    ['Shell', words(config.Shell)],
    ['Health check', words(config.Healthcheck?.Test)],
  ];
  return new Map(all.flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

/** By name; of names that only one side has, the other value is absent. */
export function compareValues(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly ComparedValue[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    const difference = a === undefined ? 'added' : b === undefined ? 'removed' : a === b ? 'same' : 'changed';
    return { name, difference, ...(a !== undefined && { before: a }), ...(b !== undefined && { after: b }) };
  });
}

const pairsOf = (env: readonly string[] | null | undefined): ReadonlyMap<string, string> =>
  new Map(
    (env ?? []).map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

const keysOf = (set: Readonly<Record<string, unknown>> | null | undefined): ReadonlyMap<string, string> =>
  new Map(Object.keys(set ?? {}).map((key) => [key, '']));

/** One line for each name; one that is there for several architectures, or several times, has all its versions. */
function packagesOf(packages: readonly InstalledPackage[]): ReadonlyMap<string, string> {
  const architectures = new Map<string, Set<string>>();
  for (const { name, architecture } of packages) {
    architectures.set(name, (architectures.get(name) ?? new Set()).add(architecture));
  }
  const versions = new Map<string, string>();
  for (const { name, version, architecture } of packages) {
    const key = (architectures.get(name)?.size ?? 1) > 1 ? `${name}:${architecture}` : name;
    const known = versions.get(key);
    versions.set(key, known === undefined ? version : `${known}, ${version}`);
  }
  return versions;
}

const none = () => ({ files: 0, sizeBytes: 0 });
