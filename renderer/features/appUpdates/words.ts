import type { PartVersions, UpdateState } from '../../../contract/model/update.ts';
import { t } from './texts/index.ts';

/** What a state means, in one sentence; the version that runs stands beside it. */
export function stateWords(state: UpdateState): string {
  switch (state.type) {
    case 'unsupported':
      return state.reason;
    case 'checking':
      return t('Looking for a newer version…');
    case 'current':
      return state.checkedAt === undefined
        ? t('Nobody has looked for a newer version yet.')
        : t('This is the newest version.');
    case 'available':
      return t('Version {{version}} can be downloaded.', { version: state.release.version });
    case 'downloading':
      return t('Downloading version {{version}}: {{percent}} %', {
        version: state.release.version,
        percent: Math.round(state.percent),
      });
    case 'ready':
      return t('Version {{version}} is downloaded and its signature is right. It is installed when you say so.', {
        version: state.release.version,
      });
    case 'failed':
      return t('It did not work.');
  }
}

export const partName = ({ name }: PartVersions): string => (name === 'engine' ? t('Engine') : t('System of the VM'));

/** What is in use, and whether another version came with the app. */
export function partWords({ installed, bundled }: PartVersions): string {
  if (installed === undefined)
    return bundled === undefined ? t('not installed') : t('{{bundled}}, comes with Gantry', { bundled });
  if (bundled === undefined || bundled === installed) return installed;
  return t('{{installed}}; {{bundled}} came with this Gantry: install it on the Engine page', { installed, bundled });
}
