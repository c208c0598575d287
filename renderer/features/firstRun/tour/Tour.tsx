import { Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useReturnFocus } from '../../../ui/index.ts';
import styles from '../FirstRun.module.css';
import { t } from '../texts/index.ts';
import { tourStops } from './stops.ts';

/** A card that points at one thing after the other. The window stays usable beside it; Escape ends it. */
export function Tour({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  const [, navigate] = useLocation();
  const [index, setIndex] = useState(0);
  const card = useRef<HTMLElement>(null);
  const stops = tourStops();
  const stop = stops[index];
  const place = stop?.place;
  useEffect(() => {
    if (place !== undefined) navigate(place);
  }, [place, navigate]);
  // Said by a screen reader from its title on, and the keyboard is in it.
  useEffect(() => card.current?.focus(), [index]);
  useEffect(() => {
    const end = ({ key }: KeyboardEvent) => key === 'Escape' && onClose();
    const element = card.current;
    element?.addEventListener('keydown', end);
    return () => element?.removeEventListener('keydown', end);
  }, [onClose]);
  const box = useBox(stop?.target);
  if (!stop) return null;
  const isLast = index === stops.length - 1;
  return (
    <>
      {box && <div className={styles.ring} aria-hidden="true" style={box} />}
      <section
        ref={card}
        className={styles.tour}
        aria-label={t('Tour, {{number}} of {{count}}: {{title}}', {
          number: index + 1,
          count: stops.length,
          title: stop.title,
        })}
        aria-live="polite"
        tabIndex={-1}
      >
        <h2>{stop.title}</h2>
        <p>{stop.text}</p>
        <div className={styles.tourButtons}>
          <span className={styles.dim}>
            {index + 1}/{stops.length}
          </span>
          {!isLast && (
            <Button variant="subtle" onClick={onClose}>
              {t('Skip the tour')}
            </Button>
          )}
          {index > 0 && (
            <Button variant="default" onClick={() => setIndex(index - 1)}>
              {t('Back')}
            </Button>
          )}
          <Button onClick={() => (isLast ? onClose() : setIndex(index + 1))}>{isLast ? t('Done') : t('Next')}</Button>
        </div>
      </section>
    </>
  );
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the thing is on the screen; follows the window's size. */
function useBox(selector: string | undefined): Box | undefined {
  const [box, setBox] = useState<Box>();
  useLayoutEffect(() => {
    const measure = () => {
      const found = selector === undefined ? null : document.querySelector(selector);
      const { left = 0, top = 0, width = 0, height = 0 } = found?.getBoundingClientRect() ?? {};
      setBox(found ? { left: left - 3, top: top - 3, width: width + 6, height: height + 6 } : undefined);
    };
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [selector]);
  return box;
}
