import { useEffect, useRef, useState } from 'react';
import styles from '../Files.module.css';

interface ImageViewProps {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/** As a picture only: nothing in it runs, whatever the container put there. */
export function ImageView({ bytes, type, name }: ImageViewProps) {
  const image = useRef<HTMLImageElement>(null);
  const [size, setSize] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }));
    if (image.current) image.current.src = made;
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <figure className={styles.picture}>
      <img
        ref={image}
        alt={name}
        onLoad={({ currentTarget: drawn }) => setSize(`${drawn.naturalWidth} × ${drawn.naturalHeight}`)}
      />
      <figcaption className={styles.note}>{size}</figcaption>
    </figure>
  );
}
