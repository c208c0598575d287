import type { PartVersions, UpdateState } from '../../../contract/model/update.ts';

/** What a state means, in one sentence; the version that runs stands beside it. */
export function stateWords(state: UpdateState): string {
  switch (state.type) {
    case 'unsupported':
      return state.reason;
    case 'checking':
      return 'Looking for a newer version…';
    case 'current':
      return state.checkedAt === undefined
        ? 'Nobody has looked for a newer version yet.'
        : 'This is the newest version.';
    case 'available':
      return `Version ${state.release.version} can be downloaded.`;
    case 'downloading':
      return `Downloading version ${state.release.version}: ${Math.round(state.percent)} %`;
    case 'ready':
      return `Version ${state.release.version} is downloaded and its signature is right. It is installed when you say so.`;
    case 'failed':
      return 'It did not work.';
  }
}

const NAMES: Readonly<Record<PartVersions['name'], string>> = { engine: 'Engine', guest: 'System of the VM' };

export const partName = ({ name }: PartVersions): string => NAMES[name];

/** What is in use, and whether another version came with the app. */
export function partWords({ installed, bundled }: PartVersions): string {
  if (installed === undefined) return bundled === undefined ? 'not installed' : `${bundled}, comes with Gantry`;
  if (bundled === undefined || bundled === installed) return installed;
  return `${installed}; ${bundled} came with this Gantry: install it on the Engine page`;
}
