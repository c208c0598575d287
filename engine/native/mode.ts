/** How dockerd runs for this user. */
export const engineMode = (): 'root' | 'rootless' => (process.getuid?.() === 0 ? 'root' : 'rootless');

/** Where short-lived files go when the engine's folder has too long a name for sockets. */
export const runBase = (env: Readonly<Record<string, string | undefined>>): string =>
  engineMode() === 'root' ? '/run' : (env['XDG_RUNTIME_DIR'] ?? '/tmp');
