import type { NodeKind } from '../graph/kinds.ts';
import type { PictureLine, PictureNode } from '../graph/pictureGraph.ts';

export const KIND_WORD: Readonly<Record<NodeKind, string>> = {
  service: 'Service',
  port: 'Published port',
  network: 'Network',
  volume: 'Volume',
  secret: 'Secret',
  config: 'Config',
};

export const STANDING_WORDS: Readonly<Record<PictureNode['standing'], string>> = {
  declared: '',
  implied: 'Compose makes it for the services that name no network.',
  missing: 'The file does not declare it.',
  elsewhere: 'This file does not declare it; another one of the stack may.',
};

/** What a line says, from its beginning: `web waits for db`. */
export function lineWords(line: PictureLine, from: PictureNode, to: PictureNode): string {
  const label = line.label === '' ? '' : ` (${line.label})`;
  switch (line.kind) {
    case 'service':
      return `${from.name} waits for ${to.name}${label}`;
    case 'port':
      return `${to.name} publishes ${from.name}`;
    case 'network':
      return `${from.name} is on ${to.name}${label}`;
    case 'volume':
      return `${from.name} mounts ${to.name}${label}`;
    case 'secret':
    case 'config':
      return `${from.name} gets the ${line.kind} ${to.name}`;
  }
}
