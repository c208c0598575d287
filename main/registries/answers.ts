import { DOCKER_HUB } from '../../contract/model/imageReference.ts';
import { AppFailure } from '../../contract/errors.ts';
import { notARegistry } from './failures.ts';
import type { Answer } from './send.ts';

/** What was asked for, for the words of an error. */
export interface Asked {
  readonly registry: string;
  /** `owner/name:tag`, as a person knows it; absent: the registry itself. */
  readonly what?: string;
  readonly isSignedIn: boolean;
  readonly action: 'read' | 'list' | 'delete' | 'sign-in';
}

const MAX_TEXT = 2000;

/** Why a registry refused, from its status and its own words (`{errors: [{code, message}]}`). */
export function refused(answer: Answer, asked: Asked): AppFailure {
  const { status, body } = answer;
  if (status === 429) return rateLimited(answer, asked);
  const said = registryText(body);
  const engineText = `HTTP ${status}${said ? `: ${said}` : ''}`;
  if (status === 401 || status === 403) return new AppFailure({ ...denied(status, asked), engineText });
  if (isHtml(answer) && status < 500) return notARegistry(asked.registry, 'It sent a web page.', engineText);
  switch (status) {
    case 404:
      return new AppFailure({
        code: 'not-found',
        message: asked.what
          ? `There is no “${asked.what}” at ${nameOf(asked.registry)}.`
          : `${asked.registry} answers, but not as a registry does (version 2 of the API).`,
        hint: asked.isSignedIn ? 'Check the spelling.' : 'Check the spelling. If it is private, sign in first.',
        engineText,
      });
    case 405:
    case 501:
      return new AppFailure({ ...notAllowed(asked), engineText });
    default:
      if (status >= 500) return new AppFailure({ ...outOfOrder(status, asked.registry), engineText });
      return new AppFailure({
        code: 'unexpected',
        message: `${nameOf(asked.registry)} refuses${said ? `: ${said}` : ' without a reason'}.`,
        detail: engineText,
        engineText,
      });
  }
}

/** JSON of a registry. Rejects a web page, and what is no JSON at all. */
export function readJson(answer: Answer, registry: string): unknown {
  if (isHtml(answer)) throw notARegistry(registry, 'It sent a web page.', firstLine(answer.body));
  try {
    return JSON.parse(answer.body.toString());
  } catch {
    throw notARegistry(registry, 'Its answer is not JSON.', firstLine(answer.body));
  }
}

export function isHtml({ headers, body }: Answer): boolean {
  return /^text\/html/i.test(String(headers['content-type'] ?? '')) || /^\s*<(!doctype|html)/i.test(firstLine(body));
}

export const nameOf = (registry: string): string => (registry === DOCKER_HUB ? 'Docker Hub' : registry);

const firstLine = (body: Buffer): string => body.subarray(0, MAX_TEXT).toString().trimStart().split('\n')[0]!.trim();

function denied(status: number, { registry, what, isSignedIn, action }: Asked) {
  const name = nameOf(registry);
  if (action === 'sign-in') {
    return {
      code: 'registry-auth',
      registry,
      message: `${name} does not accept this name and password.`,
      hint: 'Check both. Many registries want an access token in place of the password.',
    } as const;
  }
  if (!isSignedIn) {
    return {
      code: 'registry-auth',
      registry,
      message: what ? `“${what}” does not exist, or you may not read it.` : `${name} wants you to sign in.`,
      hint: 'Sign in to the registry first.',
    } as const;
  }
  const verb = action === 'delete' ? 'delete' : action === 'list' ? 'list what is in' : 'read';
  return {
    code: 'registry-auth',
    registry,
    message: `You may not ${verb} ${what ? `“${what}”` : name}${status === 401 ? ', or your sign-in is not valid any more' : ''}.`,
    hint: 'Check the spelling, sign in again, or ask whoever runs the registry for the right to.',
  } as const;
}

function notAllowed({ registry, action }: Asked) {
  return action === 'delete'
    ? ({
        code: 'unsupported',
        message: `${nameOf(registry)} does not let images be deleted.`,
        hint: 'Whoever runs it can allow that (REGISTRY_STORAGE_DELETE_ENABLED=true), or delete it in its web page.',
      } as const)
    : ({
        code: 'unsupported',
        message: `${nameOf(registry)} does not do that.`,
        hint: 'Use its web page instead.',
      } as const);
}

const outOfOrder = (status: number, registry: string) =>
  ({
    code: 'registry-unreachable',
    registry,
    reason: 'out-of-order',
    message: `${nameOf(registry)} is out of order (it answers ${status}).`,
    hint: 'Try again later.',
  }) as const;

function rateLimited({ headers, body }: Answer, { registry, isSignedIn }: Asked): AppFailure {
  const retryAt = retryTime(headers['retry-after']);
  const said = registryText(body);
  const later =
    retryAt === undefined ? 'later' : `in ${inWords(Math.max(1, Math.round((retryAt - Date.now()) / 1000)))}`;
  return new AppFailure({
    code: 'rate-limited',
    registry,
    ...(retryAt !== undefined && { retryAt }),
    message: `${nameOf(registry)} allows no more requests for now.`,
    hint: `Try again ${later}${isSignedIn ? '' : ', or sign in for a higher limit'}.`,
    engineText: `HTTP 429${said ? `: ${said}` : ''}`,
  });
}

/** Seconds or a date (RFC 9110, section 10.2.3). */
function retryTime(value: string | string[] | undefined): number | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^\d+$/.test(text)) return Date.now() + Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date;
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
}

function registryText(body: Buffer): string {
  const text = body.subarray(0, 64 * 1024).toString();
  try {
    const { errors, message, details } = JSON.parse(text) as {
      errors?: readonly { code?: string; message?: string }[];
      message?: string;
      details?: string;
    };
    const said = errors?.map((one) => one.message || one.code).join('; ') ?? message ?? details;
    if (said) return said.slice(0, MAX_TEXT);
  } catch {
    // not JSON: its own words then
  }
  return /^\s*</.test(text) ? 'a web page' : text.trim().slice(0, 200);
}
