import { FIELDS } from '../fields/fields.ts';
import { textIn } from '../draft/draft.ts';
import { useForm } from './formContext.ts';
import { Value } from './Value.tsx';

export function RestartFields() {
  const { draft } = useForm();
  const field = FIELDS.restartPolicy;
  if (field.kind !== 'group') return null;
  const { name, maximumRetryCount } = field.parts;
  return (
    <>
      {name && <Value place="restartPolicy.name" look={name} />}
      {maximumRetryCount && textIn(draft, 'restartPolicy.name') === 'on-failure' && (
        <Value place="restartPolicy.maximumRetryCount" look={maximumRetryCount} />
      )}
    </>
  );
}
