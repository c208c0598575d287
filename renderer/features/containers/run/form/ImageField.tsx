import { Autocomplete } from '@mantine/core';
import { textIn, withText } from '../draft/draft.ts';
import { originText } from '../imageOrigin.ts';
import { useImageNames } from '../useImages.ts';
import { useForm } from './formContext.ts';
import look from '../../../../ui/form/Form.module.css';

const pullText = (image: string) =>
  ['Not on the machine yet: it is pulled first.', originText(image)].filter(Boolean).join(' ');

export function ImageField() {
  const { context, draft, change, problems, isImageMissing } = useForm();
  const names = useImageNames(context);
  const image = textIn(draft, 'image');
  return (
    <Autocomplete
      className={look.wholeRow}
      label="Image"
      placeholder="nginx, redis:7, ghcr.io/owner/app"
      data-autofocus
      spellCheck={false}
      data={[...names]}
      limit={30}
      value={image}
      error={problems['image']}
      description={isImageMissing && textIn(draft, 'pull') !== 'never' ? pullText(image) : undefined}
      onChange={(text) => change((before) => withText(before, 'image', text))}
    />
  );
}
