/** Attributes and properties whose text a person reads. */
const READ = new Set([
  ...[
    'label',
    'title',
    'aria-label',
    'placeholder',
    'description',
    'message',
    'hint',
    'legend',
    'help',
    'noun',
    'text',
  ],
  ...['emptyTitle', 'emptyText', 'confirmLabel', 'heading', 'alt', 'aria-valuetext', 'aria-description'],
]);
/** Whose text no person reads, or only as the machine wrote it. */
const CODE = new Set(['code', 'Code', 'pre', 'kbd', 'Kbd', 'Sentence']);
/** Names, which are the same in every language. */
const NAMES =
  /^(Gantry|Docker|Docker Hub|Dockerfile|Compose|GitHub( Actions)?|BuildKit|Buildx|Podman|Node|Syntax|SELinux|SIG\w+|CPUs?|MAC|DNS|IPv[46]|ID|URL|OK|PID|TLS|SSH)$/;
const WORD = /[A-Za-z]{2,}|[A-Za-z]’/;

/** A sentence or a name of something on the page; not a path, an option, a class or a word of the engine. */
export function isProse(text, { type }) {
  if (!WORD.test(text) || NAMES.test(text)) return false;
  if (type === 'JSXText') return true;
  if (/^(docker|sudo|https?:|[./#@$<]|--?\w)|[{}=\\]|;(?! [a-z])|\bvar\(|\d(px|fr|rem)\b/.test(text)) return false;
  return /^[A-Z“][a-z’]+( |…|$)/.test(text) || /[a-z’]{2,},? [a-z]+.*[a-z.…?]$/.test(text);
}

/** By where it stands. `parents` from the outside. */
export function isMeantToBeRead(node, parents) {
  const element = parents.findLast(({ type }) => type === 'JSXElement');
  if (node.type === 'JSXText') return !CODE.has(element?.openingElement.name.name);
  let inner = node;
  for (const parent of parents.toReversed()) {
    if (!goesThrough(parent, inner)) return isRead(parent, inner, element);
    inner = parent;
  }
  return false;
}

/** The text stays one: a choice, a default, brackets. */
const goesThrough = (parent, inner) =>
  (parent.type === 'ConditionalExpression' && parent.test !== inner) ||
  ['LogicalExpression', 'ParenthesizedExpression', 'TSAsExpression', 'TSSatisfiesExpression'].includes(parent.type) ||
  (parent.type === 'JSXExpressionContainer' && inner.type !== 'JSXEmptyExpression') ||
  parent.type === 'TemplateLiteral';

function isRead(parent, inner, element) {
  switch (parent.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return !CODE.has(element?.openingElement.name.name);
    case 'JSXAttribute':
      return READ.has(parent.name.name);
    case 'Property':
      return parent.value === inner && READ.has(parent.key.name ?? parent.key.value);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return true;
    case 'VariableDeclarator':
      return /[a-z]{2,} [a-z]+.* [a-z]+/.test(inner.value ?? '');
    default:
      return false;
  }
}
