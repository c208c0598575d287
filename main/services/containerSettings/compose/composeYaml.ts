import { Document, visit } from 'yaml';
import { NEEDS_ESCAPE } from '../../../../contract/compose/syntax/scalar.ts';

/** Ends of lines and the like to readers of YAML 1.1; nothing but a value in double quotes has them here. */
const RAW = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * A value as the text of a Compose file. Older readers of YAML, Compose's among them, take yes, no and 1:30 for something
 * else, and U+2029 at the end of a word for the end of a line: as of YAML 1.1 these are quoted and escaped.
 */
export function composeYaml(value: unknown): string {
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && NEEDS_ESCAPE.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document
    .toString({ lineWidth: 0 })
    .replaceAll(RAW, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
