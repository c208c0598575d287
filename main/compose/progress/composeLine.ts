/**
 * A line that compose writes to its standard error with `--progress json`: one thing of the project and what becomes of it, a
 * warning of logrus, the error it ends with, or text for people.
 */
export type ComposeLine =
  | {
      readonly type: 'event';
      /** `Container web-1`, `Network app_default`, `web` of a pull or a build. */
      readonly id: string;
      readonly status: string;
      /** What it says besides: why a pull failed, how far it is. */
      readonly detail: string;
      readonly parentId?: string;
      readonly state: 'working' | 'done' | 'failed';
      readonly current?: number;
      readonly total?: number;
    }
  | { readonly type: 'warning'; readonly text: string }
  | { readonly type: 'error'; readonly text: string }
  | { readonly type: 'text'; readonly text: string };

interface Said {
  readonly id?: string;
  readonly parent_id?: string;
  readonly status?: string;
  readonly text?: string;
  readonly details?: string;
  readonly current?: number;
  readonly total?: number;
  readonly error?: boolean;
  readonly message?: string;
  readonly level?: string;
  readonly msg?: string;
}

export function parseComposeLine(line: string): ComposeLine {
  // A question that nobody answers ends without a line break: what comes next stands behind it.
  const at = line.indexOf('{"');
  const said = at < 0 ? undefined : parse(line.slice(at));
  if (!said) return logged(line) ?? { type: 'text', text: line };
  if (said.error === true) return { type: 'error', text: (said.message ?? '').trim() };
  if (said.msg !== undefined) {
    return { type: said.level === 'error' || said.level === 'fatal' ? 'error' : 'warning', text: said.msg };
  }
  if (said.id === undefined) return { type: 'text', text: line };
  return eventOf(said, said.id);
}

/** Compose 2 says `status: "Creating"`, or `text: "Error", status: why`; later ones `status: "Working", text: "Creating"`. */
function eventOf(
  { status = '', text = '', details = '', current, total, parent_id: parentId }: Said,
  id: string,
): ComposeLine {
  const isKind = /^(Working|Done|Warning|Error)$/.test(status);
  const word = isKind ? text || status : text || status;
  const detail = [details, isKind || text === '' ? '' : status].filter(Boolean).join(' ');
  const state =
    status === 'Error' || /^Error/.test(word)
      ? 'failed'
      : status === 'Working' || (!isKind && /ing$|^Recreate$|^Restart$/.test(word) && word !== 'Running')
        ? 'working'
        : 'done';
  return {
    type: 'event',
    id,
    status: word,
    detail,
    state,
    ...(parentId !== undefined && { parentId }),
    ...(current !== undefined && { current }),
    ...(total !== undefined && { total }),
  };
}

/** `time="…" level=warning msg="…"`, before the first line of progress. */
function logged(line: string): ComposeLine | undefined {
  const [, level, msg] = /level=(warning|error|fatal) msg="((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
  if (level === undefined || msg === undefined) return undefined;
  return { type: level === 'warning' ? 'warning' : 'error', text: msg.replaceAll('\\"', '"') };
}

function parse(text: string): Said | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
