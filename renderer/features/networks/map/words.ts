import type { Chosen } from './useChosen.ts';
import { stateWord } from '../../containers/index.ts';
import { t } from '../texts/index.ts';

const some = (names: readonly string[], most = 8): string =>
  names.length <= most
    ? names.join(', ')
    : t('{{names}} and {{names2}} more', { names: names.slice(0, most).join(', '), names2: names.length - most });

/** The chosen one in a few sentences, for who hears the picture instead of seeing it. */
export function chosenText(chosen: Chosen): string {
  if (chosen.type === 'network') {
    const { network, members } = chosen;
    const inside = network.isInternal ? t(' Internal: nothing outside is reached.') : '';
    return members.length === 0
      ? t('Network {{name}}: nobody is on it.{{inside}}', { name: network.name, inside })
      : t('Network {{name}}: {{members}}.{{inside}}', {
          name: network.name,
          members: some(members.map(({ name }) => name)),
          inside,
        });
  }
  const { container, reach } = chosen;
  return [
    `${container.name}, ${stateWord(container)}.`,
    reach.neighbours.length === 0
      ? t('Reaches no other container.')
      : t('Reaches {{neighbours}}.', { neighbours: some(reach.neighbours.map(({ name }) => name)) }),
    ...(reach.published.length > 0 ? [t('Published: {{published}}.', { published: some(reach.published) })] : []),
    outsideText(reach.outside),
  ].join(' ');
}

export function outsideText(outside: 'yes' | 'no' | 'machine' | 'unknown'): string {
  switch (outside) {
    case 'yes':
      return t('It reaches what is outside.');
    case 'no':
      return t('It is cut off: it reaches nothing outside.');
    case 'machine':
      return t('It uses the network of the machine itself.');
    case 'unknown':
      return t('It shares the network of another container, or has none.');
  }
}
