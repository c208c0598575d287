import { FIELDS } from '../fields/fields.ts';
import { textIn } from '../draft/draft.ts';
import { useForm } from './formContext.ts';
import { Value } from './Value.tsx';

/** Times count where something is checked: also those of the image’s own check. */
export function HealthFields() {
  const { draft, problems } = useForm();
  const field = FIELDS.healthCheck;
  if (field.kind !== 'group') return null;
  const kind = textIn(draft, 'healthCheck.kind');
  const isShown = (part: string) =>
    part === 'kind' ||
    textIn(draft, `healthCheck.${part}`) !== '' ||
    problems[`healthCheck.${part}`] !== undefined ||
    (part === 'test' ? kind.startsWith('CMD') : kind !== 'NONE');
  return Object.entries(field.parts)
    .filter(([part]) => isShown(part))
    .map(([part, look]) => (
      <Value key={part} place={`healthCheck.${part}`} look={look} isWide={part === 'kind' || part === 'test'} />
    ));
}
