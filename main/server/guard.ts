import type { IncomingMessage } from 'node:http';

/**
 * A page of another site can make a browser ask this server, and can have its own name resolve to 127.0.0.1 (DNS
 * rebinding). Both show in headers that a page cannot forge: the answer to them is nothing at all.
 */
export function refusalOf(request: IncomingMessage, port: number): string | undefined {
  const { host, origin } = request.headers;
  if (!host || !hostsAt(port).includes(host.toLowerCase())) {
    return `Gantry answers only at http://127.0.0.1:${port} and http://localhost:${port}.`;
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return 'Gantry does not answer other sites.';
  }
  return undefined;
}

const hostsAt = (port: number) =>
  ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));

/**
 * Nothing but our own files runs, and nothing is sent anywhere else. Styles may be inline because xterm writes them;
 * the WebSocket's address is spelt out because not every browser counts it as 'self'.
 */
export const securityHeaders = (socket = ''): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${socket}`.trim(),
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
});
