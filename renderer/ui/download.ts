/** The browser saves what the server offers. Without an address there is nothing to do: the desktop app has written the file. */
export function download(url: string | undefined, name = ''): void {
  if (url === undefined) return;
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
