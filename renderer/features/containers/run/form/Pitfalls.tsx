import { TermLink } from '../../../help/index.ts';
import type { FieldId } from '../fields/fields.ts';
import { useForm } from './formContext.ts';
import { pitfallsOf } from './pitfalls.ts';
import look from '../../../../ui/form/Form.module.css';

/** Under a field, and only while it is so: what people fall into there. */
export function Pitfalls({ id }: { readonly id: FieldId }) {
  const { draft, defaults } = useForm();
  return pitfallsOf(draft, defaults)
    .filter(({ field }) => field === id)
    .map(({ text, term }) => (
      <p key={text} className={`${look.wholeRow} ${look.hint}`}>
        {text} <TermLink term={term} />
      </p>
    ));
}
