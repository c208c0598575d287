import type { RunSettings } from '../../../../../contract/model/run.ts';
import type { AnyField, FieldOf } from '../draft/field.ts';
import { deviceFields } from './devices.ts';
import { healthFields } from './health.ts';
import { limitFields } from './limits.ts';
import { lifeFields } from './life.ts';
import { mountFields } from './mounts.ts';
import { networkFields } from './networks.ts';
import { portFields } from './ports.ts';
import { processFields } from './process.ts';
import { securityFields } from './security.ts';

export type FieldsFor = { readonly [Key in keyof RunSettings]-?: FieldOf<RunSettings[Key]> };
export type FieldId = keyof RunSettings;

/** How each setting stands in the form. One that is new in the model does not compile until it is here. */
const ALL: FieldsFor = {
  ...processFields,
  ...portFields,
  ...mountFields,
  ...networkFields,
  ...limitFields,
  ...healthFields,
  ...securityFields,
  ...deviceFields,
  ...lifeFields,
};

export const FIELDS: Readonly<Record<FieldId, AnyField>> = ALL;
export const FIELD_IDS = Object.keys(FIELDS) as FieldId[];
