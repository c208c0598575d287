import { parseSync } from 'oxc-parser';
import { isMeantToBeRead, isProse } from './meantToBeRead.mjs';

/** @typedef {{ line: number, text: string }} Finding */

/**
 * What one file of the page says: the texts that it asks for, and those that stand in it without being asked for.
 * `used`: `{ line, forms }`, one form for `t` and `<Sentence>`, two (one, other) for `plural`.
 * `untranslated`: `{ line, text }`. `broken`: calls whose text cannot be read here, or that are made too early.
 */
export function readTexts(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  /** @type {{ used: { line: number, forms: string[] }[], untranslated: Finding[], broken: Finding[] }} */
  const found = { used: [], untranslated: [], broken: [] };
  const lineOf = (node) => source.slice(0, node.start).split('\n').length;
  const visit = (node, parents) => {
    if (Array.isArray(node)) return node.forEach((one) => visit(one, parents));
    if (typeof node?.type !== 'string') return;
    if (!readCall(node, found, lineOf) && isText(node)) {
      const text = textOf(node);
      if (isProse(text, node) && isMeantToBeRead(node, parents)) found.untranslated.push({ line: lineOf(node), text });
    }
    const inside = [...parents, node];
    for (const key of Object.keys(node)) if (typeof node[key] === 'object') visit(node[key], inside);
  };
  visit(program.body, []);
  return found;
}

const isText = ({ type, value }) =>
  type === 'JSXText' || type === 'TemplateLiteral' || (type === 'Literal' && typeof value === 'string');

/** With a sign in place of each value. */
const textOf = (node) =>
  node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked).join('…') : node.value.trim();

const literal = (node) =>
  node?.type === 'Literal' && typeof node.value === 'string'
    ? node.value
    : node?.type === 'TemplateLiteral' && node.expressions.length === 0
      ? node.quasis[0].value.cooked
      : undefined;

/** True where it was one of ours. */
function readCall(node, { used, broken }, lineOf) {
  const line = lineOf(node);
  const take = (...nodes) => {
    const forms = nodes.map(literal);
    if (forms.includes(undefined)) broken.push({ line, text: 'The text must stand in the call itself.' });
    else used.push({ line, forms });
    return true;
  };
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
    if (node.callee.name === 't') return take(node.arguments[0]);
    if (node.callee.name === 'plural') return take(node.arguments[1], node.arguments[2]);
  }
  if (node.type === 'JSXOpeningElement' && node.name.name === 'Sentence') {
    const { value } = node.attributes.find(({ name }) => name?.name === 'text') ?? {};
    return take(value?.type === 'JSXExpressionContainer' ? value.expression : value);
  }
  return false;
}

/** `{{name}}`: the names. */
export const variablesOf = (text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
