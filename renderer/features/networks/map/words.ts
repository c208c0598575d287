import type { Chosen } from './useChosen.ts';

const some = (names: readonly string[], most = 8): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** The chosen one in a few sentences, for who hears the picture instead of seeing it. */
export function chosenText(chosen: Chosen): string {
  if (chosen.type === 'network') {
    const { network, members } = chosen;
    const inside = network.isInternal ? ' Internal: nothing outside is reached.' : '';
    return members.length === 0
      ? `Network ${network.name}: nobody is on it.${inside}`
      : `Network ${network.name}: ${some(members.map(({ name }) => name))}.${inside}`;
  }
  const { container, reach } = chosen;
  return [
    `${container.name}, ${container.state}.`,
    reach.neighbours.length === 0
      ? 'Reaches no other container.'
      : `Reaches ${some(reach.neighbours.map(({ name }) => name))}.`,
    ...(reach.published.length > 0 ? [`Published: ${some(reach.published)}.`] : []),
    outsideText(reach.outside),
  ].join(' ');
}

export function outsideText(outside: 'yes' | 'no' | 'machine' | 'unknown'): string {
  switch (outside) {
    case 'yes':
      return 'It reaches what is outside.';
    case 'no':
      return 'It is cut off: it reaches nothing outside.';
    case 'machine':
      return 'It uses the network of the machine itself.';
    case 'unknown':
      return 'It shares the network of another container, or has none.';
  }
}
