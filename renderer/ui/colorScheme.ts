/** Calls when light becomes dark or the other way round: what is drawn on a canvas has to be drawn again. */
export function watchColorScheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  return () => observer.disconnect();
}
