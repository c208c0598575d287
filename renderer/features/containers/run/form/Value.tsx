import { joinWords } from '../../../../../contract/commands/words.ts';
import type { ImageDefaults } from '../../../../../contract/model/image.ts';
import { textIn, withText } from '../draft/draft.ts';
import type { InputLook } from '../draft/field.ts';
import { Danger } from './Danger.tsx';
import { useForm } from './formContext.ts';
import { TextField } from './TextField.tsx';
import look from '../../../../ui/form/Form.module.css';

/** One value, by its place in the draft. */
export function Value({ place, look: own, isWide }: { place: string; look: InputLook; isWide?: boolean }) {
  const { draft, change, problems, dangers, defaults } = useForm();
  const { help, input } = own;
  const danger = dangers[place];
  return (
    <TextField
      {...own}
      placeholder={ofImage(place, defaults) || own.placeholder}
      className={isWide || input === 'box' ? look.wholeRow : undefined}
      help={danger === undefined ? help : <Danger text={danger} />}
      value={textIn(draft, place)}
      problem={problems[place]}
      onChange={(text) => change((before) => withText(before, place, text))}
    />
  );
}

/** What the image says stands where nothing is typed. */
function ofImage(place: string, defaults: ImageDefaults | undefined): string | undefined {
  if (!defaults) return undefined;
  if (place === 'command') return joinWords([...defaults.entrypoint, ...defaults.command]);
  if (place === 'entrypoint') return joinWords(defaults.entrypoint);
  if (place === 'user') return defaults.user;
  return place === 'workingDir' ? defaults.workingDir : undefined;
}
