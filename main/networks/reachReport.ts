import type { ReachReason, ReachReport, ReachStep } from '../../contract/model/reach.ts';
import type { Probe } from './readProbe.ts';
import type { Found, Obstacle } from './reachFacts.ts';

/** What was tried, as steps. */
export function probeSteps(host: string, port: number, probe: Probe | undefined, source: string): readonly ReachStep[] {
  if (!probe) {
    const text = 'The container has nothing to try it with: no shell, Node.js or Python.';
    return [{ id: 'resolves', outcome: 'unknown', text }, skipped('connects'), skipped('answers')];
  }
  const { resolver, addresses, tool, connect, error, answer } = probe;
  const isAddress = resolver === 'address';
  const resolves: ReachStep =
    resolver === undefined
      ? { id: 'resolves', outcome: 'unknown', text: 'It has nothing that looks names up.' }
      : addresses.length > 0
        ? {
            id: 'resolves',
            outcome: 'yes',
            text: isAddress ? `${host} is an address already.` : `“${host}” resolves to ${addresses.join(', ')}.`,
            ...(!isAddress && { source: `${resolver} ${source}` }),
          }
        : { id: 'resolves', outcome: 'no', text: `“${host}” does not resolve.`, source: `${resolver} ${source}` };
  if (addresses.length === 0) return [resolves, skipped('connects'), skipped('answers')];
  if (connect === undefined) {
    return [
      resolves,
      {
        id: 'connects',
        outcome: 'unknown',
        text: 'It has nothing that opens a connection: no bash, nc, curl or wget.',
      },
      skipped('answers'),
    ];
  }
  const by = `${tool ?? 'a program'} ${source}`;
  if (connect !== 'ok') {
    const text = {
      refused: 'refused',
      timeout: 'not answered in time',
      unreachable: 'impossible: no way there',
      failed: 'not made',
    }[connect];
    const said = connect === 'failed' && error ? ` (${error})` : '';
    return [
      resolves,
      { id: 'connects', outcome: 'no', text: `The connection to port ${port} is ${text}${said}.`, source: by },
      skipped('answers'),
    ];
  }
  return [
    resolves,
    { id: 'connects', outcome: 'yes', text: `The connection to port ${port} is made.`, source: by },
    answer === undefined
      ? {
          id: 'answers',
          outcome: 'unknown',
          text: 'It says nothing by itself and does not answer HTTP. Many programs wait for their own protocol.',
        }
      : { id: 'answers', outcome: 'yes', text: `It answers: ${answer}`, source: by },
  ];
}

const skipped = (id: ReachStep['id']): ReachStep => ({
  id,
  outcome: 'skipped',
  text: id === 'connects' ? 'Not tried.' : 'Not asked.',
});

/** The result of all: what was tried counts more than what is known, and what is known says why. */
export function conclude(
  target: string,
  found: readonly Found[],
  steps: readonly ReachStep[],
  addressesMeant: readonly string[],
  probe: Probe | undefined,
): Pick<ReachReport, 'verdict' | 'summary' | 'reason' | 'hint'> {
  const connects = steps.find(({ id }) => id === 'connects')?.outcome;
  const obstacle = found.find((one) => one.obstacle)?.obstacle;
  if (connects === 'yes') {
    const answers = steps.find(({ id }) => id === 'answers');
    return { verdict: 'reaches', summary: `${target} is reached${answers?.outcome === 'yes' ? ', and answers' : ''}.` };
  }
  if (obstacle) return fails(obstacle);
  const resolves = steps.find(({ id }) => id === 'resolves')?.outcome;
  if (resolves === 'no') {
    return fails({
      reason: 'name-unknown',
      summary: `The name in ${target} leads nowhere.`,
      hint: 'Look for a typing mistake. A container is found by its name or an alias, on a common network.',
    });
  }
  if (connects === 'no') return fails(whyNot(target, addressesMeant, probe));
  return {
    verdict: 'unknown',
    summary: 'Nothing speaks against it, but it could not be tried from here.',
    hint: 'Choose an image that has tools: a container of it tries in its place.',
  };
}

const fails = ({ reason, summary, hint }: Obstacle) => ({ verdict: 'fails' as const, reason, summary, hint });

function whyNot(target: string, meant: readonly string[], probe: Probe | undefined): Obstacle {
  const [address = ''] = probe?.addresses ?? [];
  if (meant.length > 0 && address !== '' && !meant.includes(address)) {
    return {
      reason: 'name-elsewhere',
      summary: `The name leads to ${address}, which is not the container that has it here.`,
      hint: 'An entry of /etc/hosts or another name server may come first.',
    };
  }
  const reasons: Record<string, readonly [ReachReason, string, string]> = {
    refused: ['refused', `${target} refuses the connection.`, 'The machine is there, but nothing waits on that port.'],
    timeout: [
      'no-answer-in-time',
      `${target} does not answer in time.`,
      'A firewall may drop it on the way, or the machine is off.',
    ],
    unreachable: [
      'unreachable',
      `There is no way to ${target}.`,
      'Its network cannot be reached from this container’s networks.',
    ],
  };
  const [reason, summary, hint] = reasons[probe?.connect ?? ''] ?? [
    'unreachable' as const,
    `${target} is not reached${probe?.error ? `: ${probe.error}` : ''}.`,
    'What the tool said is the best that is known.',
  ];
  return { reason, summary, hint };
}
