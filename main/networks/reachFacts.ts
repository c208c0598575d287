import type { ContainerSummary } from '../../contract/model/container.ts';
import type { NetworkSummary } from '../../contract/model/network.ts';
import type { ReachReason, ReachStep } from '../../contract/model/reach.ts';
import { isApart, type Meaning } from './meaning.ts';
import { howItListens } from './procNet.ts';
import type { Listening } from './sockets.ts';

/** Why it cannot work, with what to do; what is said first counts. */
export interface Obstacle {
  readonly reason: ReachReason;
  readonly summary: string;
  readonly hint: string;
}

export interface Found {
  readonly step: ReachStep;
  readonly obstacle?: Obstacle;
}

const quoted = (text: string) => `“${text}”`;
const listed = (names: readonly string[]) => (names.length === 0 ? 'no network' : names.join(', '));
const networkNames = ({ networks }: ContainerSummary) => listed(networks.map(({ name }) => name));

/** Whether the one that is to reach runs at all. */
export function runsFact(from: ContainerSummary): Found {
  const isUp = from.state === 'running';
  return {
    step: { id: 'runs', outcome: isUp ? 'yes' : 'no', text: `${from.name} is ${from.state}.`, source: 'inspect' },
    ...(!isUp && {
      obstacle: {
        reason: 'not-running',
        summary: `${from.name} is ${from.state}: it reaches nothing.`,
        hint: from.state === 'paused' ? 'Unpause it first.' : 'Start it first.',
      },
    }),
  };
}

/** Who is meant, and whether there is a way to it. */
export function meaningFacts(
  host: string,
  from: ContainerSummary,
  own: readonly NetworkSummary[],
  meaning: Meaning,
): readonly Found[] {
  const means = (outcome: ReachStep['outcome'], text: string, obstacle?: Obstacle): Found => ({
    step: { id: 'means', outcome, text, source: 'inspect' },
    ...(obstacle && { obstacle }),
  });
  const way = (outcome: ReachStep['outcome'], text: string, obstacle?: Obstacle): Found => ({
    step: { id: 'network', outcome, text, source: 'inspect' },
    ...(obstacle && { obstacle }),
  });
  switch (meaning.type) {
    case 'itself':
      return [means('yes', `${quoted(host)} is ${from.name} itself.`), way('yes', 'No network is needed for that.')];
    case 'neighbour': {
      const { container, networks, addresses, by } = meaning;
      const names = listed(networks.map(({ name }) => name));
      const at = addresses.length > 0 ? ` at ${addresses.join(', ')}` : '';
      const how = by === 'link' ? 'by a legacy link' : `on ${names}`;
      const cut = networks.length > 0 && by !== 'link' && networks.every(isApart);
      return [
        ...targetRuns(container, means('yes', `${quoted(host)} is the container ${container.name} ${how}${at}.`)),
        cut
          ? way('no', `Both are on ${names}, which keeps its containers apart (enable_icc=false).`, {
              reason: 'no-icc',
              summary: `${names} does not let its containers reach one another.`,
              hint: 'It was made with enable_icc=false. Connect both to another network.',
            })
          : way('yes', `Both are on ${names}.`),
      ];
    }
    case 'unnamed':
      return [
        ...targetRuns(
          meaning.container,
          means(
            'no',
            `${quoted(host)} is the container ${meaning.container.name}, but the default bridge knows no names.`,
            {
              reason: 'default-bridge-names',
              summary: `${meaning.container.name} cannot be found by name: both are on the default bridge only.`,
              hint: 'Connect both to a network of their own: names are resolved there.',
            },
          ),
        ),
        way('yes', `Both are on ${listed(meaning.networks.map(({ name }) => name))}.`),
      ];
    case 'apart':
      return [
        ...targetRuns(meaning.container, means('yes', `${quoted(host)} is the container ${meaning.container.name}.`)),
        way(
          'no',
          `They share no network: ${from.name} is on ${networkNames(from)}, ${meaning.container.name} on ${networkNames(meaning.container)}.`,
          {
            reason: own.length === 0 ? 'no-network' : 'no-common-network',
            summary: `${from.name} and ${meaning.container.name} are on no common network.`,
            hint: 'Connect them: both are put on one network while they run.',
          },
        ),
      ];
    case 'elsewhere':
      return [
        means(
          'unknown',
          meaning.isAddress
            ? `${host} is no container of this engine.`
            : `No container that ${from.name} can see is called ${quoted(host)}: it is left to DNS.`,
        ),
        ...outsideFact(from, own),
      ];
  }
}

function targetRuns(container: ContainerSummary, found: Found): readonly Found[] {
  const { name, state } = container;
  if (state === 'running') return [found];
  return [
    {
      step: { ...found.step, outcome: 'no', text: `${found.step.text} It is ${state}.` },
      obstacle: {
        reason: 'target-not-running',
        summary: `${name} is ${state}: nothing answers there.`,
        hint: state === 'paused' ? `Unpause ${name} first.` : `Start ${name} first.`,
      },
    },
  ];
}

function outsideFact(from: ContainerSummary, own: readonly NetworkSummary[]): readonly Found[] {
  const isHost = own.some(({ driver }) => driver === 'host');
  const names = listed(own.map(({ name }) => name));
  if (own.length > 0 && !isHost && own.every(({ isInternal, driver }) => isInternal || driver === 'null')) {
    const isNone = own.every(({ driver }) => driver === 'null');
    return [
      {
        step: {
          id: 'network',
          outcome: 'no',
          text: `${from.name} is only on ${names}, from where nothing outside is reached.`,
          source: 'inspect',
        },
        obstacle: {
          reason: isNone ? 'no-network' : 'internal',
          summary: isNone
            ? `${from.name} has no network.`
            : `${from.name} is only on internal networks: it reaches nothing outside.`,
          hint: isNone ? 'Make it anew with a network.' : 'Connect it to a network that is not internal.',
        },
      },
    ];
  }
  return [
    {
      step: {
        id: 'network',
        outcome: 'yes',
        text: isHost ? 'It uses the network of the machine.' : `${names} leads outside.`,
        source: 'inspect',
      },
    },
  ];
}

/** Whether a program of the other waits on the port. */
export function listensFact(name: string, port: number, listening: Listening | undefined): Found {
  if (!listening) {
    const text = `${name} has neither a shell nor cat, so its open ports cannot be looked at.`;
    return { step: { id: 'listens', outcome: 'unknown', text } };
  }
  const { sockets, source } = listening;
  const how = howItListens(sockets, port);
  const others = [...new Set(sockets.filter(({ protocol }) => protocol === 'tcp').map((socket) => socket.port))];
  const where = others.length === 0 ? 'It waits on no port at all.' : `It waits on ${others.join(', ')}.`;
  switch (how) {
    case 'yes':
      return { step: { id: 'listens', outcome: 'yes', text: `A program of ${name} waits on port ${port}.`, source } };
    case 'loopback-only':
      return {
        step: {
          id: 'listens',
          outcome: 'no',
          text: `A program of ${name} waits on port ${port}, but on 127.0.0.1 only.`,
          source,
        },
        obstacle: {
          reason: 'listens-on-loopback',
          summary: `In ${name} the program waits on 127.0.0.1 only: nobody outside of the container gets there.`,
          hint: 'Tell the program to listen on 0.0.0.0, often by an option such as --host or bind.',
        },
      };
    case 'no':
      return {
        step: { id: 'listens', outcome: 'no', text: `Nothing in ${name} waits on port ${port}. ${where}`, source },
        obstacle: {
          reason: 'nothing-listens',
          summary: `Nothing in ${name} waits on port ${port}.`,
          hint:
            others.length === 0
              ? 'Its program may not be ready yet, or have failed: its logs say.'
              : `${where} Use that port, or look at its logs.`,
        },
      };
  }
}
