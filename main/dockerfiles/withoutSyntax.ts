const DIRECTIVE = /^\s*#\s*(\w+)\s*=\s*(\S+)/;

/**
 * The same text without the frontend that `# syntax=…` asks for; undefined where it asks for none. No line of the rest
 * moves: a comment takes the room, after the directives, since none is read after a comment.
 */
export function withoutSyntax(text: string): { readonly text: string; readonly syntax: string } | undefined {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !DIRECTIVE.test(line));
  const directives = lines.slice(0, end === -1 ? lines.length : end);
  const at = directives.findIndex((line) => DIRECTIVE.exec(line)?.[1]?.toLowerCase() === 'syntax');
  const syntax = DIRECTIVE.exec(directives[at] ?? '')?.[2];
  if (syntax === undefined) return undefined;
  const others = directives.filter((_, index) => index !== at);
  return { syntax, text: [...others, '#', ...lines.slice(directives.length)].join('\n') };
}
