import type { LinkRefusal } from '../../../contract/model/shell.ts';
import { t } from './texts/index.ts';

/** Why a link is not followed, and what the person can do. */
export function refusalWords(reason: LinkRefusal): string {
  switch (reason) {
    case 'malformed':
      return t('It is not written as a link of Gantry is. Nothing was done.');
    case 'unknown-kind':
      return t('Gantry follows links to containers and to images to run. Nothing was done.');
    case 'bad-container':
      return t('What it calls a container cannot be the name of one. Nothing was done.');
    case 'bad-image':
      return t('What it calls an image cannot be the name of one. Nothing was done.');
    case 'bad-port':
      return t('One of its ports is none, or names an address, which a link may not. Nothing was done.');
    case 'bad-env':
      return t('One of its variables is none. Nothing was done.');
    case 'unknown-setting':
      return t(
        'It sets something that a link may not, such as a mount, a command or a privilege. Nothing was done; use the run form for that.',
      );
    case 'set-twice':
      return t('It sets the same thing twice. Nothing was done.');
  }
}
