import { joinWords } from '../../../../../contract/commands/words.ts';
import type { ImageDefaults } from '../../../../../contract/model/image.ts';
import { readReference } from '../../../../../contract/model/imageReference.ts';
import type { TermId } from '../../../help/index.ts';
import { cellOf, type RunDraft, rowsIn, textIn } from '../draft/draft.ts';
import type { FieldId } from '../fields/fields.ts';
import { t } from '../../texts/index.ts';

/** What people fall into, said where it is about to happen. */
interface Pitfall {
  readonly field: FieldId;
  readonly text: string;
  readonly term: TermId;
}

export const pitfallsOf = (draft: RunDraft, defaults?: ImageDefaults): Pitfall[] => [
  ...ofImage(draft),
  ...ofCommand(draft, defaults),
  ...ofPorts(draft),
  ...ofMounts(draft, defaults),
  ...ofNetworks(draft),
];

function ofImage(draft: RunDraft): Pitfall[] {
  const image = textIn(draft, 'image').trim();
  const read = readReference(image);
  const isId = /^(sha256:)?[0-9a-f]{12,64}$/.test(image);
  if (!read.ok || isId || read.reference.digest !== undefined || read.reference.tag !== 'latest') return [];
  const text = t('This is “latest”: another image next month. A version in its place stays the same.');
  return [{ field: 'image', text, term: 'image' }];
}

function ofCommand(draft: RunDraft, defaults: ImageDefaults | undefined): Pitfall[] {
  const own = joinWords(defaults?.command ?? []);
  const typed = textIn(draft, 'command').trim();
  if (typed === '' || own === '' || typed === own) return [];
  const program = joinWords(defaults?.entrypoint ?? []);
  const text =
    program === ''
      ? t('This runs in place of the image’s own command: {{own}}', { own })
      : t('{{program}} gets this in place of: {{own}}', { program, own });
  return [{ field: 'command', text, term: 'container' }];
}

function ofPorts(draft: RunDraft): Pitfall[] {
  const isFree = rowsIn(draft, 'ports').some(
    (row) => cellOf(row, 'containerPort').trim() !== '' && cellOf(row, 'hostPort').trim() === '',
  );
  if (!isFree) return [];
  const text = t('Without a host port the engine takes any free one, and another one at the next start.');
  return [{ field: 'ports', text, term: 'port' }];
}

function ofMounts(draft: RunDraft, defaults: ImageDefaults | undefined): Pitfall[] {
  const found: Pitfall[] = [];
  for (const row of rowsIn(draft, 'mounts')) {
    const [type, source, target] = [cellOf(row, 'type'), cellOf(row, 'source').trim(), cellOf(row, 'target').trim()];
    if (target === '') continue;
    if (type === 'volume' && source === '') {
      const text = t('The volume at {{target}} has no name: nobody knows later what it was for.', { target });
      found.push({ field: 'mounts', text, term: 'volume' });
    }
    if (type === 'bind' && source !== '' && isOfImage(target, defaults)) {
      const text = t('What the image has at {{target}} is hidden by the folder of the machine.', { target });
      found.push({ field: 'mounts', text, term: 'bind-mount' });
    }
  }
  return found;
}

/** A folder that the image names has something in it, as a rule: its program, or what its volume begins with. */
function isOfImage(target: string, defaults: ImageDefaults | undefined): boolean {
  const folder = `${target.replace(/\/+$/, '')}/`;
  const named = [...(defaults?.volumes ?? []), defaults?.workingDir || '/'];
  return named.some((path) => path !== '/' && `${path.replace(/\/+$/, '')}/`.startsWith(folder));
}

function ofNetworks(draft: RunDraft): Pitfall[] {
  if (!rowsIn(draft, 'networks').some((row) => cellOf(row, 'name') === 'bridge')) return [];
  const text = t('In the network “bridge” containers do not find each other by name; in one of your own they do.');
  return [{ field: 'networks', text, term: 'network' }];
}
