import { AppFailure, type UnreachableReason } from '../../contract/errors.ts';
import { SshFailure } from '../../engine/index.ts';
import { describeEndpoint, type Endpoint } from './endpoint.ts';
import { sshUnreachable } from './sshErrors.ts';
import { cutWithoutAlert, isTlsFailure, tlsFault } from './tlsErrors.ts';

interface Failed {
  readonly code: string | undefined;
  readonly statusCode: number | undefined;
  readonly name: string | undefined;
}

/** Why an engine did not answer, from what the socket, TLS or HTTP said. */
export function unreachable(context: string, endpoint: Endpoint, thrown: unknown): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  if (thrown instanceof SshFailure) return sshUnreachable(context, describeEndpoint(endpoint), thrown);
  const { code, statusCode, name } = thrown as { code?: unknown; statusCode?: number; name?: string };
  // An aborted request has a number for a code.
  const failed = { code: typeof code === 'string' ? code : undefined, statusCode, name };
  const text = thrown instanceof Error ? thrown.message.trim() : String(thrown);
  const { reason, message, hint } = explainTls(endpoint, thrown, failed, text) ?? explain(endpoint, failed, text);
  return new AppFailure({ code: 'engine-unreachable', context, reason, message, hint, engineText: text });
}

interface Explained {
  readonly reason: UnreachableReason;
  readonly message: string;
  readonly hint: string;
}

function explainTls(endpoint: Endpoint, thrown: unknown, failed: Failed, text: string): Explained | undefined {
  if (failed.statusCode !== undefined || thrownByParser(failed)) return undefined;
  const { host, tls } = endpoint.type === 'tcp' ? endpoint : { host: '', tls: undefined };
  const place = { where: describeEndpoint(endpoint), host, tls: tls ?? {} };
  if (isTlsFailure(failed.code ?? '', text)) return tlsFault(place, thrown);
  const isCut = failed.code === 'ECONNRESET' || failed.code === 'EPIPE';
  return isCut && tls ? cutWithoutAlert(place) : undefined;
}

function explain(endpoint: Endpoint, failed: Failed, text: string): Explained {
  const where = describeEndpoint(endpoint);
  const isSocket = endpoint.type === 'unix' || endpoint.type === 'npipe';
  if (failed.statusCode !== undefined || thrownByParser(failed)) return wrongAnswer(where, failed, text);
  switch (failed.code) {
    case 'ENOENT':
      return {
        reason: 'no-socket',
        message: `No engine listens at ${where}: the socket does not exist.`,
        hint: `${howToStart(endpoint)}, or let Gantry set up an engine of its own.`,
      };
    case 'ECONNREFUSED':
      return {
        reason: 'refused',
        message: `The connection to ${where} was refused: the engine is not running.`,
        hint: isSocket
          ? `${howToStart(endpoint)}. The socket was left behind by an engine that stopped.`
          : 'Start the engine on that machine, and check that it listens on this port and that no firewall is between.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        reason: 'permission-denied',
        message: `You may not use the engine at ${where}.`,
        hint: 'Add yourself to the group “docker” (sudo usermod -aG docker $USER), then log out and in again. Members of that group are as powerful as root; a rootless engine, such as Gantry’s own, needs no group.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        reason: 'refused',
        message: `The name of the machine in ${where} is not known.`,
        hint: 'Check the spelling, and that this computer is on the network (or VPN) that knows it.',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return timedOut(where);
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        reason: 'closed',
        message: `${where} closed the connection without an answer.`,
        hint: isSocket
          ? 'The engine may be starting or stopping: try again.'
          : endpoint.type === 'tcp' && endpoint.tls
            ? 'The engine may be starting. If this stays, it may not accept the certificate of this context.'
            : 'The engine may be starting; or it wants TLS, and this context has no certificates.',
      };
    case 'ENOTSOCK':
    case 'EPROTOTYPE':
    case 'EISDIR':
    case 'ENOTDIR':
      return {
        reason: 'not-an-engine',
        message: `${where} is not a socket on which an engine listens.`,
        hint: 'Check the path of the context.',
      };
    default:
      if (failed.name === 'TimeoutError' || failed.name === 'AbortError') return timedOut(where);
      return {
        reason: 'closed',
        message: `The engine at ${where} cannot be reached.`,
        hint: 'Check that it is running and that the address is right.',
      };
  }
}

/** Each engine of a Linux machine is started in its own way; its socket tells which one it is. */
function howToStart(endpoint: Endpoint): string {
  const path = endpoint.type === 'unix' ? endpoint.path : '';
  const isOfUser = /^\/run\/user\//.test(path);
  if (path.endsWith('/podman/podman.sock')) {
    return `Start Podman’s socket (${isOfUser ? 'systemctl --user' : 'sudo systemctl'} start podman.socket)`;
  }
  if (isOfUser) return 'Start the rootless Docker (systemctl --user start docker)';
  return 'Start Docker (on Linux: sudo systemctl start docker)';
}

function timedOut(where: string): Explained {
  return {
    reason: 'timeout',
    message: `${where} does not answer.`,
    hint: 'Check that the machine is on and reachable. An engine that hangs is helped by a restart of Docker.',
  };
}

const thrownByParser = (failed: Failed) => failed.code?.startsWith('HPE_') || failed.name === 'SyntaxError';

function wrongAnswer(where: string, failed: Failed, text: string): Explained {
  if (/HTTP request to an HTTPS server/i.test(text)) {
    return {
      reason: 'tls',
      message: `The engine at ${where} wants TLS, and this context has none.`,
      hint: 'Give the context its certificates (ca.pem, cert.pem, key.pem), as in docker context create --docker.',
    };
  }
  if (failed.statusCode === 401 || failed.statusCode === 403) {
    return {
      reason: 'permission-denied',
      message: `The engine at ${where} refuses you.`,
      hint: 'Something in front of the engine (an authorization plugin or a proxy) wants other credentials.',
    };
  }
  return {
    reason: 'not-an-engine',
    message: `What answers at ${where} is not a Docker engine.`,
    hint: 'Check the address and the port: something else listens there.',
  };
}
