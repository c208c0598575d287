import type { ComponentType } from 'react';
import { joinWords } from '../../../../../contract/commands/words.ts';
import type { ImageDefaults } from '../../../../../contract/model/image.ts';
import type { FieldId } from '../fields/fields.ts';
import { FIELDS } from '../fields/fields.ts';
import type { GroupField, InputLook } from '../draft/field.ts';
import { textIn, withText } from '../draft/draft.ts';
import { Danger } from './Danger.tsx';
import { EnvRows } from './EnvRows.tsx';
import { useForm } from './formContext.ts';
import { HealthFields } from './HealthFields.tsx';
import { ImageField } from './ImageField.tsx';
import { MountRows } from './MountRows.tsx';
import { NetworkRows } from './NetworkRows.tsx';
import { PortRows } from './PortRows.tsx';
import { RestartFields } from './RestartFields.tsx';
import { RowsField } from './RowsField.tsx';
import { TextField } from './TextField.tsx';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';

/** Those that are more than their description says. */
const OWN: Partial<Record<FieldId, ComponentType>> = {
  image: ImageField,
  restartPolicy: RestartFields,
  ports: PortRows,
  env: EnvRows,
  mounts: MountRows,
  networks: NetworkRows,
  healthCheck: HealthFields,
};

/** A setting, with what is wrong with it and what is dangerous about it beside it. */
export function Field({ id, isWide = false }: { readonly id: FieldId; readonly isWide?: boolean }) {
  const Own = OWN[id];
  const field = FIELDS[id];
  if (Own) return <Own />;
  if (field.kind === 'rows') return <RowsField id={id} field={field} />;
  if (field.kind === 'group') return <Parts id={id} field={field} />;
  return <Value place={id} look={field} isWide={isWide} />;
}

/** One value, by its place in the draft. */
export function Value({ place, look: own, isWide }: { place: string; look: InputLook; isWide?: boolean }) {
  const { draft, change, problems, dangers, defaults } = useForm();
  const { help, input } = own;
  const danger = dangers[place];
  return (
    <TextField
      {...own}
      placeholder={ofImage(place, defaults) || own.placeholder}
      className={isWide ? look.wholeRow : input === 'box' ? styles.boxRow : undefined}
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

function Parts({ id, field }: { readonly id: FieldId; readonly field: Pick<GroupField<never>, 'parts'> }) {
  return Object.entries(field.parts).map(([part, own]) => <Value key={part} place={`${id}.${part}`} look={own} />);
}
