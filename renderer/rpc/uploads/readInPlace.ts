/**
 * Has the desktop app read files where they are, by what its preload knows of them (see `app/preload`): their bytes never
 * go through the page. False when it cannot, as of files that a page has made.
 */
export function areReadInPlace(
  page: Pick<Window, 'postMessage' | 'location'>,
  files: readonly File[],
  uploadId: string,
): Promise<boolean> {
  const { port1: answer, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    answer.addEventListener('message', ({ data }) => {
      answer.close();
      resolve(data === true);
    });
    answer.start();
    page.postMessage({ type: 'gantry:files', uploadId, files }, page.location.origin, [port2]);
  });
}
