/** What `ssh://[user@]host[:port][/path]` says; what it leaves out comes from `~/.ssh/config`. */
export interface SshAddress {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** Of the engine's socket on that machine. */
  readonly path?: string;
}

/** Undefined where it is not such an address. A password in it is refused: it would be in lists, logs and commands. */
export function parseSshAddress(text: string): SshAddress | undefined {
  const [, userInfo, bracketed, plain, portText, path] =
    /^ssh:\/\/(?:([^@/]*)@)?(?:\[([0-9A-Fa-f:.%\w]+)\]|([^\s:/@[\]?#]+))(?::(\d{1,5}))?(\/[^?#]*)?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = portText === undefined ? undefined : Number(portText);
  // A name that begins with a dash would be an option of ssh.
  if (!host || host.startsWith('-') || port === 0 || (port ?? 0) > 65_535) return undefined;
  if (userInfo !== undefined && (userInfo === '' || userInfo.includes(':') || userInfo.startsWith('-')))
    return undefined;
  const user = userInfo === undefined ? undefined : decoded(userInfo);
  const socket = path === undefined || path === '/' ? undefined : decoded(path);
  return {
    host,
    ...(user !== undefined && { user }),
    ...(port !== undefined && { port }),
    ...(socket !== undefined && { path: socket }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `[host]:port`, as in known_hosts; the plain name for port 22. */
export const hostWithPort = (host: string, port: number): string => (port === 22 ? host : `[${host}]:${port}`);
