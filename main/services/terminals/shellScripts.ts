/** Looked for in this order where nobody says which. */
const FIND = 'for s in bash ash sh; do p=$(command -v "$s") && break; done';
/** `$0` is what was asked for. */
const TAKE = 'p=$(command -v "$0")';

const INTRO = '\x1b]7773;gantry;';
const INTRO_END = '\x07';

/**
 * A script for `sh -c` that says, in a sequence no terminal shows, who it is and which shell it found, then becomes that
 * shell. The process id is that of the terminal's session inside the container: closing needs it, since the engine does
 * not end an exec whose connection is closed (moby#9098). `echo`, as it is built into every shell.
 */
export function shellCommand(interpreter: string, shell: string | undefined): string[] {
  const script = `${shell === undefined ? FIND : TAKE}; echo "${INTRO}$$;$p${INTRO_END}"; [ -n "$p" ] || exit 127; exec "$p"`;
  return shell === undefined ? [interpreter, '-c', script] : [interpreter, '-c', script, shell];
}

export interface ShellIntro {
  /** Session and process id inside the container. */
  readonly sessionId: number;
  /** Empty where there is no such shell. */
  readonly program: string;
}

/** Takes the introduction out of the first output; undefined while it is not all there. */
export function takeIntro(output: Buffer): { readonly intro: ShellIntro; readonly rest: Buffer } | undefined {
  const from = output.indexOf(INTRO);
  const to = from < 0 ? -1 : output.indexOf(INTRO_END, from);
  const lineEnd = to < 0 ? -1 : output.indexOf('\n', to);
  if (lineEnd < 0) return undefined;
  const [sessionId, ...program] = output.toString('utf8', from + INTRO.length, to).split(';');
  return {
    intro: { sessionId: Number(sessionId), program: program.join(';') },
    rest: Buffer.concat([output.subarray(0, from), output.subarray(lineEnd + 1)]),
  };
}

/**
 * Ends every process of a session: hang-up first, and after half a second what did not listen is killed. A daemon that
 * made a session of its own goes on, as it would after a real terminal. Needs nothing but a shell and /proc.
 */
export function endSessionCommand(interpreter: string, sessionId: number): string[] {
  return [interpreter, '-c', END_SESSION, 'gantry', String(sessionId)];
}

// /proc/<pid>/stat: pid (name, with any characters) state parent group session …
const END_SESSION = `
members() {
  for f in /proc/[0-9]*/stat; do
    { IFS= read -r line < "$f"; } 2>/dev/null || continue
    rest=\${line##*) }
    case $rest in Z*|X*) continue ;; esac
    rest=\${rest#* }; rest=\${rest#* }; rest=\${rest#* }
    [ "\${rest%% *}" = "$1" ] && echo "\${line%% *}"
  done
}
kill -HUP "$1" 2>/dev/null
n=0
while m=$(members "$1"); [ -n "$m" ] && [ $n -lt 10 ]; do
  [ $n = 0 ] && { kill -HUP $m; kill -CONT $m; } 2>/dev/null
  n=$((n+1))
  sleep 0.05 2>/dev/null || sleep 1
done
m=$(members "$1")
[ -z "$m" ] || kill -KILL $m
`;

/**
 * Keys that would leave an attach or exec by the engine's own means. The engine holds the first of them back, so it is
 * one that hardly anybody types: Gantry leaves by closing.
 */
export const DETACH_KEYS = 'ctrl-^,ctrl-@,ctrl-^';
