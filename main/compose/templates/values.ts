import { randomInt } from 'node:crypto';
import { AppFailure } from '../../../contract/errors.ts';
import type { TemplateParameter } from '../../../contract/model/template.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** 62^32: 190 bits. No other characters: some programs take them apart in addresses. */
const SECRET_LENGTH = 32;

const makeSecret = (): string =>
  Array.from({ length: SECRET_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/**
 * What each parameter is to be: what was typed, its default, or, for a secret, something made up. Throws
 * `invalid-input` with the parameter as its path.
 */
export function valuesOf(
  parameters: readonly TemplateParameter[],
  typed: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(typed).find((name) => !parameters.some((one) => one.name === name));
  if (unknown !== undefined) throw refused(unknown, `The template does not ask for ${unknown}.`);
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, valueOf(parameter, typed[parameter.name])]));
}

function valueOf(parameter: TemplateParameter, typed: string | undefined): string {
  const { name, label, type, choices = [] } = parameter;
  if (type === 'secret') return typed === undefined || typed === '' ? makeSecret() : typed;
  const value = (typed ?? parameter.default ?? choices[0] ?? '').trim();
  if (type === 'port' && !(/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535))
    throw refused(name, `${label}: a port is a number from 1 to 65535.`);
  if (type === 'number' && !/^\d{1,15}$/.test(value)) throw refused(name, `${label}: this is no whole number.`);
  if (type === 'choice' && !choices.includes(value)) throw refused(name, `${label}: choose one of those offered.`);
  if (/[\r\n]/.test(value)) throw refused(name, `${label}: one line, please.`);
  return value;
}

const refused = (name: string, message: string) =>
  new AppFailure({ code: 'invalid-input', path: ['values', name], message });
