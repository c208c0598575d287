import type { NodeKind } from '../graph/kinds.ts';
import type { PictureLine, PictureNode } from '../graph/pictureGraph.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

export const KIND_WORD: Readonly<Record<NodeKind, string>> = {
  get service() {
    return t('Service');
  },
  get port() {
    return t('Published port');
  },
  get network() {
    return t('Network');
  },
  get volume() {
    return t('Volume');
  },
  get secret() {
    return t('Secret');
  },
  get config() {
    return t('Config');
  },
};

export const STANDING_WORDS: Readonly<Record<PictureNode['standing'], string>> = {
  declared: '',
  get implied() {
    return t('Compose makes it for the services that name no network.');
  },
  get missing() {
    return t('The file does not declare it.');
  },
  get elsewhere() {
    return t('This file does not declare it; another one of the stack may.');
  },
};

/** What a line says, from its beginning: `web waits for db`. */
export function lineWords(line: PictureLine, from: PictureNode, to: PictureNode): string {
  const names = { from: from.name, to: line.label === '' ? to.name : `${to.name} (${line.label})` };
  switch (line.kind) {
    case 'service':
      return t('{{from}} waits for {{to}}', names);
    case 'port':
      return t('{{service}} publishes {{port}}', { service: to.name, port: from.name });
    case 'network':
      return t('{{from}} is on {{to}}', names);
    case 'volume':
      return t('{{from}} mounts {{to}}', names);
    case 'secret':
    case 'config':
      return t('{{from}} gets the {{kind}} {{to}}', { from: from.name, kind: kindWord(line.kind), to: to.name });
  }
}
