import { copyText, notify, formatNumber } from '../../ui/index.ts';
import { plural, t } from './texts/index.ts';

/** Programs that paste more than this tend to hang; a file is better. */
const MAX_CHARS = 50_000_000;

export async function copyLines(make: () => string): Promise<void> {
  const text = make();
  if (text.length > MAX_CHARS) {
    notify({
      title: t('That is too much for the clipboard'),
      message: t('Save the lines to a file instead.'),
      tone: 'failure',
    });
    return;
  }
  const isCopied = await copyText(text);
  const count = text === '' ? 0 : text.split('\n').length;
  notify(
    isCopied
      ? {
          title: plural(count, 'Copied {{number}} line', 'Copied {{number}} lines', {
            number: formatNumber(count),
          }),
        }
      : { title: t('The clipboard could not be written'), tone: 'failure' },
  );
}
