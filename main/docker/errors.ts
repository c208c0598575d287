import { type AppError, AppFailure } from '../../contract/errors.ts';
import { SshFailure } from '../../engine/index.ts';
import { containerErrors } from './containerErrors.ts';
import type { Rule, Subject } from './errorRule.ts';
import { imageErrors } from './imageErrors.ts';
import { machineErrors } from './machineErrors.ts';
import { networkErrors } from './networkErrors.ts';
import { registryErrors } from './registryErrors.ts';
import { sshUnreachable } from './sshErrors.ts';
import { volumeErrors } from './volumeErrors.ts';

const RULES: readonly Rule[] = [
  ...networkErrors,
  ...volumeErrors,
  ...containerErrors,
  ...machineErrors,
  ...registryErrors,
  ...imageErrors,
];

/**
 * Whatever a request to an engine threw, as an `AppFailure`: the engine's status codes and texts (Docker 20.10 to 29,
 * Podman), lost connections, aborts. A stream that is cut off because `signal` was aborted looks like a lost connection:
 * give the signal. The only place that knows them. Texts are matched by what is stable in them.
 */
export function toFailure(thrown: unknown, subject: Subject, signal?: AbortSignal): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  if (thrown instanceof SshFailure) return sshUnreachable(subject.context, thrown.host, thrown);
  if (signal?.aborted && signal.reason !== thrown) return toFailure(signal.reason, subject);
  const failed = thrown as { statusCode?: number; code?: string; syscall?: string; name?: string; json?: unknown };
  if (failed.name === 'AbortError' || failed.code === 'ABORT_ERR') {
    return new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
  }
  if (typeof failed.statusCode === 'number') return answered(failed.statusCode, textOf(thrown, failed.json), subject);
  if (isConnectionLost(failed)) return new AppFailure(lost(subject, failed.code, textOf(thrown)));
  const text = textOf(thrown);
  return new AppFailure({
    code: 'unexpected',
    message: 'The answer of the engine was not understood.',
    detail: thrown instanceof Error ? (thrown.stack ?? text) : text,
    engineText: text,
  });
}

/** An error that the engine wrote into a stream after it had said 200: a pull, a build, an exec. */
export function failureFromText(text: string, subject: Subject): AppFailure {
  return answered(500, text.trim(), subject);
}

/** Why a container (or exec) could not be started, from `State.Error` or an exec's output; undefined when not known. */
export function explainStart(text: string): AppError | undefined {
  return translate(400, text.trim(), { context: '' });
}

function answered(status: number, engineText: string, subject: Subject): AppFailure {
  return new AppFailure(translate(status, engineText, subject) ?? byStatus(status, engineText, subject));
}

function translate(status: number, engineText: string, subject: Subject): AppError | undefined {
  for (const rule of RULES) {
    const match = rule.text.exec(engineText);
    if (!match) continue;
    const error = rule.make(match, subject, status);
    if (error) return { ...error, engineText };
  }
  return undefined;
}

function byStatus(status: number, engineText: string, subject: Subject): AppError {
  const kind = subject.kind ?? 'container';
  const what = subject.name ? `the ${kind} “${subject.name}”` : `this ${kind}`;
  switch (status) {
    case 400:
      return { code: 'invalid-input', path: [], message: `The engine does not accept this: ${engineText}`, engineText };
    case 401:
    case 403:
      return {
        code: 'permission-denied',
        message: `The engine does not allow this for ${what}.`,
        hint: 'An authorization plugin or the engine’s own rules forbid it.',
        engineText,
      };
    case 404:
      return {
        code: 'not-found',
        message: `There is no such ${kind} any more${subject.name ? ` (“${subject.name}”)` : ''}.`,
        hint: 'It may have been removed by someone else.',
        engineText,
      };
    case 409:
      return {
        code: 'conflict',
        message: `The engine refuses: ${engineText}`,
        hint: 'Its state may just have changed. Look again and retry.',
        engineText,
      };
    case 501:
      return {
        code: 'unsupported',
        message: 'This engine cannot do that.',
        hint: 'A newer version, or Docker in place of Podman, may.',
        engineText,
      };
    default:
      return {
        code: 'unexpected',
        message: engineText ? `The engine could not do it: ${lastCause(engineText)}` : 'The engine could not do it.',
        detail: `HTTP ${status}: ${engineText}`,
        engineText,
      };
  }
}

/** OCI errors are a chain of causes; what matters is at the end. */
function lastCause(text: string): string {
  return /(?:OCI runtime|runc|crun)[^:]*: (?:.*?unable to start container process: )?(.+)/s.exec(text)?.[1] ?? text;
}

/** What the engine said: its JSON's message, else the modem's text without the prefix `(HTTP code …)`. */
function textOf(thrown: unknown, json?: unknown): string {
  const said = json as { message?: unknown; cause?: unknown } | undefined | null;
  if (typeof said?.message === 'string') return said.message.trim();
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.replace(/^\(HTTP code \d+\) .*? - /s, '').trim();
}

const LOST = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'EACCES', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

const isConnectionLost = ({ code = '', syscall }: { code?: string; syscall?: string }) =>
  LOST.includes(code) && (syscall === undefined || ['connect', 'read', 'write'].includes(syscall));

function lost(subject: Subject, code: string | undefined, engineText: string): AppError {
  return {
    code: 'engine-unreachable',
    context: subject.context,
    reason: code === 'ENOENT' ? 'no-socket' : code === 'ECONNREFUSED' ? 'refused' : 'closed',
    message: `The engine “${subject.context}” does not answer any more.`,
    hint: 'It may have been stopped or restarted. Gantry connects again by itself when it is back: try again then.',
    engineText,
  };
}
