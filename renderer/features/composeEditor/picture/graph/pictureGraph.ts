import type { ComposePath } from '../../../../../contract/compose/edit.ts';
import { circles } from './circles.ts';
import { type NodeKind, nodeId, SECTION, USED_KINDS, type UsedKind } from './kinds.ts';
import { isSamePort, portOf, type PublishedPort, portWords } from './ports.ts';
import { type Use, usesOf } from './uses.ts';
import { type FileValue, isNothing, listOf, recordOf, textOf } from './value.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** As the file has it; of a port what is published: `8080 → 80`. */
  readonly name: string;
  /** Dim, below the name: an image, a driver. */
  readonly note: string;
  /**
   * `implied`: the network that Compose makes for those who name none. `missing`: it is named and not declared.
   * `elsewhere`: the same, where another file of the stack may declare it.
   */
  readonly standing: 'declared' | 'implied' | 'missing' | 'elsewhere';
  /** Where it is written. */
  readonly path?: ComposePath;
  /** Of a port. */
  readonly service?: string;
  /** Why it would not work, in words. */
  readonly wrong: readonly string[];
}

export interface PictureLine {
  readonly id: string;
  readonly kind: NodeKind;
  readonly fromId: string;
  readonly toId: string;
  /** `/data`, `when healthy` */
  readonly label: string;
  /** What says so in the file; all of them go with the line. Nothing says that one is on the implied network. */
  readonly uses: readonly Use[];
  readonly isWrong: boolean;
}

export interface PictureGraph {
  readonly nodes: readonly PictureNode[];
  readonly lines: readonly PictureLine[];
  /** Sentences, each once. */
  readonly wrongs: readonly { readonly text: string; readonly nodeId: string }[];
}

/** What a file says, as a picture. `isPart`: other files may declare what this one only names. */
export function pictureGraph(file: unknown, isPart: boolean): PictureGraph {
  const root = recordOf(file);
  const services = Object.entries(recordOf(root['services'])).map(([name, value]) => ({
    name,
    value: recordOf(value),
    uses: usesOf(name, recordOf(value)),
    ports: publishedBy(name, recordOf(value)),
  }));
  const nodes = new Map<string, PictureNode>();
  const lines: PictureLine[] = [];
  const wrongs: { text: string; nodeId: string }[] = [];
  const blame = (id: string, text: string): void => {
    const node = nodes.get(id);
    if (node) nodes.set(id, { ...node, wrong: [...node.wrong, text] });
    wrongs.push({ text, nodeId: id });
  };

  for (const kind of USED_KINDS) {
    for (const [name, value] of Object.entries(recordOf(root[SECTION[kind]]))) {
      const id = nodeId(kind, name);
      const path = [SECTION[kind], name];
      nodes.set(id, { id, kind, name, note: noteOf(kind, recordOf(value)), standing: 'declared', path, wrong: [] });
    }
  }
  const hasDefault = nodes.has(nodeId('network', 'default'));
  // Where there is no other network, everybody is on it and a line from each would say nothing.
  const isDefaultShown =
    hasDefault ||
    Object.keys(recordOf(root['networks'])).length > 0 ||
    services.some(({ uses }) => uses.some(({ kind }) => kind === 'network'));

  for (const { name, value, uses, ports } of services) {
    const fromId = nodeId('service', name);
    const byTarget = new Map<string, Use[]>();
    for (const use of uses) {
      const id = nodeId(use.kind, use.name);
      byTarget.set(id, [...(byTarget.get(id) ?? []), use]);
    }
    if (isDefaultShown && isOnDefault(value)) byTarget.set(nodeId('network', 'default'), []);
    for (const [toId, its] of byTarget) {
      const [first] = its;
      const kind = first?.kind ?? 'network';
      let target = nodes.get(toId);
      if (!target) {
        target = undeclared(toId, kind, first?.name ?? 'default', isPart);
        nodes.set(toId, target);
      }
      const isMissing = target.standing === 'missing' && its.some(({ isStrict }) => isStrict);
      if (isMissing)
        blame(
          toId,
          t('“{{service}}” asks for the {{kind}} “{{name}}”, which the file does not declare.', {
            service: name,
            kind: kindWord(kind),
            name: target.name,
          }),
        );
      lines.push({
        ...{ id: `${fromId}>${toId}`, kind, fromId, toId, uses: its },
        label: labelOf(its),
        isWrong: isMissing,
      });
    }
    addPorts(ports, nodes, lines);
  }
  for (const [port, other] of samePorts(services.flatMap(({ ports }) => ports))) {
    blame(
      port.id,
      t('“{{service}}” publishes the port {{port}} of the host too.', {
        service: other.service,
        port: other.port.hostPort,
      }),
    );
  }
  return withCircles({ nodes: [...nodes.values()], lines, wrongs });
}

/** Compose puts a service that says nothing of networks on one that the whole stack has. */
export const isOnDefault = (service: FileValue): boolean => {
  if (!isNothing(service['network_mode'])) return false;
  const networks = service['networks'];
  return listOf(networks).length === 0 && Object.keys(recordOf(networks)).length === 0;
};

function undeclared(id: string, kind: UsedKind, name: string, isPart: boolean): PictureNode {
  const isDefault = kind === 'network' && name === 'default';
  const standing = isDefault ? 'implied' : isPart ? 'elsewhere' : 'missing';
  const note = { implied: t('made by Compose'), elsewhere: t('not in this file'), missing: t('not declared') }[
    standing
  ];
  return { id, kind, name, note, standing, wrong: [] };
}

function noteOf(kind: UsedKind, value: FileValue): string {
  if (kind === 'service') return textOf(value['image']) || (isNothing(value['build']) ? '' : t('built here'));
  const words = [
    value['external'] === true || Object.keys(recordOf(value['external'])).length > 0 ? t('external') : '',
    value['internal'] === true ? t('internal') : '',
    textOf(value['driver']) || textOf(value['file']) || (isNothing(value['environment']) ? '' : t('from a variable')),
  ];
  return words.filter(Boolean).join(', ');
}

const CONDITIONS: Readonly<Record<string, string>> = {
  get service_healthy() {
    return t('when healthy');
  },
  get service_completed_successfully() {
    return t('when done');
  },
};

function labelOf(uses: readonly Use[]): string {
  const words = uses.map(({ how, detail }) =>
    how === 'depends_on' ? (CONDITIONS[detail] ?? '') : detail || (how.endsWith('s') && how !== 'links' ? '' : how),
  );
  return words.filter(Boolean).join(', ');
}

interface Published {
  readonly id: string;
  readonly service: string;
  readonly index: number;
  readonly port: PublishedPort;
}

/** Known by what it publishes, not by its index: one before it comes and goes. */
function publishedBy(service: string, value: FileValue): readonly Published[] {
  const ids = new Map<string, number>();
  return listOf(value['ports']).map((item, index) => {
    const port = portOf(item);
    const id = nodeId('port', `${service} ${portWords(port)}`);
    const count = (ids.get(id) ?? 0) + 1;
    ids.set(id, count);
    return { id: count === 1 ? id : `${id} #${count}`, service, index, port };
  });
}

function addPorts(ports: readonly Published[], nodes: Map<string, PictureNode>, lines: PictureLine[]): void {
  for (const { id, service, index, port } of ports) {
    const path = ['services', service, 'ports', index];
    const name = portWords(port);
    nodes.set(id, { ...{ id, kind: 'port', name, note: port.hostIp, standing: 'declared', path, service }, wrong: [] });
    const toId = nodeId('service', service);
    lines.push({ id: `${id}>${toId}`, kind: 'port', fromId: id, toId, label: '', uses: [], isWrong: false });
  }
}

/** Ports of the host that more than one would have, the later one first. */
function samePorts(all: readonly Published[]): [Published, Published][] {
  const byPort = new Map<string, Published[]>();
  const pairs: [Published, Published][] = [];
  for (const mine of all) {
    const others = byPort.get(mine.port.hostPort) ?? [];
    const other = others.find((one) => isSamePort(one.port, mine.port));
    if (other) pairs.push([mine, other]);
    byPort.set(mine.port.hostPort, [...others, mine]);
  }
  return pairs;
}

/** How one service has to be there before another starts. */
const BEFORE: ReadonlySet<string> = new Set(['depends_on', 'links', 'volumes_from', 'network_mode', 'ipc', 'pid']);

function withCircles({ nodes, lines, wrongs }: PictureGraph): PictureGraph {
  const targets = new Map<string, Set<string>>();
  for (const { kind, fromId, toId, uses } of lines) {
    if (kind !== 'service' || !uses.some(({ how }) => BEFORE.has(how))) continue;
    targets.set(fromId, (targets.get(fromId) ?? new Set()).add(toId));
  }
  const found = circles(
    nodes.map(({ id }) => id),
    targets,
  );
  if (found.length === 0) return { nodes, lines, wrongs };
  const textById = new Map<string, string>();
  const inCircle = new Set<string>();
  for (const circle of found) {
    const text = circleWords(circle.map((id) => id.slice('service:'.length)));
    for (const [index, id] of circle.entries()) {
      textById.set(id, text);
      inCircle.add(`${id}>${circle[(index + 1) % circle.length]}`);
    }
  }
  return {
    nodes: nodes.map((node) => {
      const text = textById.get(node.id);
      return text === undefined ? node : { ...node, wrong: [...node.wrong, text] };
    }),
    lines: lines.map((line) => (inCircle.has(line.id) ? { ...line, isWrong: true } : line)),
    wrongs: [...found.map(([id = '']) => ({ text: textById.get(id) ?? '', nodeId: id })), ...wrongs],
  };
}

const circleWords = (names: readonly string[]): string =>
  names.length === 1
    ? t('“{{name}}” waits for itself: it would never start.', { name: names[0] ?? '' })
    : t('These services wait for each other, so none would start: {{circle}}.', {
        circle: [...names, names[0]].join(' → '),
      });
