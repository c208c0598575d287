import type { ComponentType } from 'react';
import type { FieldId } from '../fields/fields.ts';
import { FIELDS } from '../fields/fields.ts';
import type { GroupField } from '../draft/field.ts';
import { EnvRows } from './EnvRows.tsx';
import { HealthFields } from './HealthFields.tsx';
import { ImageField } from './ImageField.tsx';
import { MountRows } from './MountRows.tsx';
import { NetworkRows } from './NetworkRows.tsx';
import { Pitfalls } from './Pitfalls.tsx';
import { PortRows } from './PortRows.tsx';
import { RestartFields } from './RestartFields.tsx';
import { RowsField } from './RowsField.tsx';
import { Value } from './Value.tsx';

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

interface FieldProps {
  readonly id: FieldId;
  readonly isWide?: boolean;
}

/** A setting, with what is wrong with it and what is dangerous about it beside it. */
export function Field({ id, isWide = false }: FieldProps) {
  return (
    <>
      <Setting id={id} isWide={isWide} />
      <Pitfalls id={id} />
    </>
  );
}

function Setting({ id, isWide }: Required<FieldProps>) {
  const Own = OWN[id];
  const field = FIELDS[id];
  if (Own) return <Own />;
  if (field.kind === 'rows') return <RowsField id={id} field={field} />;
  if (field.kind === 'group') return <Parts id={id} field={field} />;
  return <Value place={id} look={field} isWide={isWide} />;
}

function Parts({ id, field }: { readonly id: FieldId; readonly field: Pick<GroupField<never>, 'parts'> }) {
  return Object.entries(field.parts).map(([part, own]) => <Value key={part} place={`${id}.${part}`} look={own} />);
}
