/** Hands bytes to the browser as a download. In the desktop window that asks where to put it. */
export function saveFile(name: string, pieces: readonly Uint8Array<ArrayBuffer>[]): void {
  const address = URL.createObjectURL(new Blob([...pieces], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken it by then; without this the bytes stay until the page is left.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const two = (value: number) => String(value).padStart(2, '0');

/** `web-20261121-101530.log`. */
export function logFileName(name: string, at: Date): string {
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const safe = name.replace(/[^\w.-]+/g, '-').slice(0, 80) || 'log';
  return `${safe}-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.log`;
}
