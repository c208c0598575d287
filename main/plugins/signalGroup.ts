/** Of a program that was begun as the leader of its own group, and of all that it began. One that is gone is fine. */
export function signalGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    // it is gone
  }
}
