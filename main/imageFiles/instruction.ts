import type { Instruction } from '../../contract/model/imageFiles.ts';

const KEYWORDS =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\b\s*/;
/** The shell that a RUN goes through: `/bin/sh -c`, or what SHELL says. */
const SHELL = /^\/(?:usr\/)?bin\/(?:ba|da|a|z|k)?sh(?:\s+-(?!\w*c\s)\w+|\s+-o\s+\w+|\s+pipefail)*\s+-\w*c\s+/;
const NOP = /^#\(nop\)\s*/;

/**
 * The instruction as it stood in the Dockerfile, as nearly as its text tells. The classic builder writes
 * `/bin/sh -c #(nop)  CMD ["sh"]`, and BuildKit `RUN |1 V=2 /bin/sh -c make # buildkit`; what no builder wrote stays.
 */
export function readInstruction(createdBy: string): Instruction {
  const text = createdBy.replace(/\s+# buildkit$/, '').trim();
  const keyword = KEYWORDS.exec(text)?.[1];
  if (keyword === 'RUN') return run(text.slice(3).trim());
  if (keyword) return { keyword, text: text.slice(keyword.length).trim() };
  const withoutArgs = takeArgs(text);
  const shell = SHELL.exec(withoutArgs.text);
  if (!shell) return { text };
  const rest = withoutArgs.text.slice(shell[0].length);
  if (!NOP.test(rest)) return run(text);
  const nop = rest.replace(NOP, '').trim();
  const inner = KEYWORDS.exec(nop)?.[1];
  return inner ? { keyword: inner, text: nop.slice(inner.length).trim() } : { text: nop };
}

function run(text: string): Instruction {
  const { buildArgs, text: command } = takeArgs(text);
  return { keyword: 'RUN', text: command.replace(SHELL, '').trim(), ...(buildArgs.length > 0 && { buildArgs }) };
}

/** `|2 A=1 B=two words /bin/sh -c …`: the values are not quoted, so a value ends where the next name or the shell begins. */
function takeArgs(text: string): { readonly buildArgs: readonly string[]; readonly text: string } {
  const [head, count = ''] = /^\|(\d+)\s+/.exec(text) ?? [];
  if (head === undefined) return { buildArgs: [], text };
  let rest = text.slice(head.length);
  const buildArgs: string[] = [];
  for (let left = Number(count); left > 0; left--) {
    const next = left > 1 ? /\s+(?=[A-Za-z_]\w*=)/.exec(rest) : /\s+(?=\/(?:usr\/)?bin\/)/.exec(rest);
    if (!next) break;
    buildArgs.push(rest.slice(0, next.index));
    rest = rest.slice(next.index).trimStart();
  }
  return { buildArgs, text: rest };
}
