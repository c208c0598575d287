import { Autocomplete } from '@mantine/core';
import { textIn, withText } from '../draft/draft.ts';
import { originText } from '../imageOrigin.ts';
import { useImageNames } from '../useImages.ts';
import { useForm } from './formContext.ts';
import look from '../../../../ui/form/Form.module.css';
import { t } from '../../texts/index.ts';

/** `sudo docker run …`, `$ docker create …`, `docker build …`, `docker compose up`, `curl … /containers/create` */
const COMMAND =
  /^\s*([$#>]\s*)?(sudo\s.*?)?((docker|podman|nerdctl)(\.exe)?\s.*\b(run|create|build|compose)\s|(docker|podman)-compose\s|curl\s)/is;

const pullText = (image: string) =>
  [t('Not on the machine yet: it is pulled first.'), originText(image)].filter(Boolean).join(' ');

export function ImageField() {
  const { context, draft, change, problems, isImageMissing, onPasteCommand } = useForm();
  const names = useImageNames(context);
  const image = textIn(draft, 'image');
  return (
    <Autocomplete
      className={look.wholeRow}
      label={t('Image')}
      placeholder={t('nginx, redis:7, ghcr.io/owner/app')}
      data-autofocus
      spellCheck={false}
      data={[...names]}
      limit={30}
      value={image}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={problems['image']}
      description={isImageMissing && textIn(draft, 'pull') !== 'never' ? pullText(image) : undefined}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text');
        if (!onPasteCommand || !COMMAND.test(text)) return;
        event.preventDefault();
        onPasteCommand(text);
      }}
      onChange={(text) => change((before) => withText(before, 'image', text))}
    />
  );
}
