/** At once, then at most once in so many milliseconds; the last is told too, also when nothing comes after it. */
export function paced(tell: () => void, everyMs: number) {
  let toldAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const now = () => {
    end();
    toldAt = Date.now();
    tell();
  };
  const soon = () => {
    const early = toldAt + everyMs - Date.now();
    if (early <= 0) now();
    else timer ??= setTimeout(now, early);
  };
  return { soon, now, end };
}
