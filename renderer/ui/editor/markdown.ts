/**
 * Markdown as elements: paragraphs, code blocks, inline code, links to the web. Text is only ever set as text, so
 * nothing in it can become a script or an element of its own.
 */
export function renderMarkdown(markdown: string): HTMLElement {
  const root = document.createElement('div');
  root.className = 'cm-help';
  const parts = markdown.split(/^```\w*\n([\s\S]*?)^```\s*$/m);
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) root.append(codeBlock(part));
    else
      root.append(
        ...part
          .split(/\n{2,}/)
          .filter((text) => text.trim() !== '')
          .map(paragraph),
      );
  }
  return root;
}

function codeBlock(text: string): HTMLElement {
  const block = document.createElement('pre');
  block.textContent = text.replace(/\n$/, '');
  return block;
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.append(...inline(text.trim().replaceAll('\n', ' ')));
  return element;
}

function* inline(text: string): Generator<Node> {
  let at = 0;
  for (const match of text.matchAll(/`([^`]+)`|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)|\*\*([^*]+)\*\*/g)) {
    yield document.createTextNode(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, code, label, address, strong] = match;
    if (code !== undefined) yield named('code', code);
    else if (strong !== undefined) yield named('strong', strong);
    else yield link(label ?? '', address ?? '');
  }
  yield document.createTextNode(text.slice(at));
}

function named(tag: 'code' | 'strong', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function link(label: string, address: string): HTMLElement {
  const element = document.createElement('a');
  element.textContent = label;
  element.href = address;
  element.target = '_blank';
  element.rel = 'noreferrer noopener';
  return element;
}
