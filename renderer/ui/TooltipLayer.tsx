import { useEffect, useRef, useState } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './TooltipLayer.module.css';

const DELAY_MS = 450;
const GAP = 6;

interface Tip {
  readonly text: string;
  readonly keys?: string;
  readonly rect: DOMRect;
}

/**
 * The one tooltip of the app: it shows the `data-tip` of what is hovered or focused by keyboard. Put it once in the
 * layout. Thus a row with five buttons carries five attributes instead of five floating components.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip>();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: Element | null = null;
    const hide = () => {
      clearTimeout(timer);
      current = null;
      setTip(undefined);
    };
    const show = (target: Element) => {
      const text = target.getAttribute('data-tip');
      if (!text || !target.isConnected) return;
      setTip({ text, keys: target.getAttribute('data-tip-keys') ?? undefined, rect: target.getBoundingClientRect() });
    };
    const over = (event: Event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (target === current) return;
      hide();
      if (!target) return;
      current = target;
      timer = setTimeout(() => show(target), DELAY_MS);
    };
    const focus = (event: Event) => {
      const target = event.target;
      if (!(target instanceof Element) || !target.matches('[data-tip]:focus-visible')) return;
      hide();
      current = target;
      timer = setTimeout(() => show(target), DELAY_MS);
    };
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true, capture: true };
    document.addEventListener('pointerover', over, options);
    document.addEventListener('focusin', focus, options);
    for (const type of ['pointerdown', 'keydown', 'wheel', 'focusout', 'blur']) {
      document.addEventListener(type, hide, options);
    }
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    const element = box.current;
    if (!tip || !element) return;
    const { width, height } = element.getBoundingClientRect();
    const below = tip.rect.bottom + GAP;
    const top = below + height > window.innerHeight ? tip.rect.top - GAP - height : below;
    const left = Math.min(Math.max(4, tip.rect.left + tip.rect.width / 2 - width / 2), window.innerWidth - width - 4);
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    element.style.visibility = 'visible';
  }, [tip]);

  if (!tip) return null;
  // What it says is already the accessible name of its button: a second voice would only repeat it.
  return (
    <div ref={box} className={styles.tip} aria-hidden="true" key={`${tip.text}${tip.rect.left}`}>
      {tip.text}
      {tip.keys !== undefined && <Kbd keys={tip.keys} />}
    </div>
  );
}
