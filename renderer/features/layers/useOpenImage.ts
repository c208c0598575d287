import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { OpenedImage, OpenProgress } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';

export interface Opening {
  readonly progress?: Extract<OpenProgress, { type: 'progress' }>;
  readonly image?: OpenedImage;
  readonly error?: AppError;
  readonly isCancelled: boolean;
  readonly cancel: () => void;
  readonly again: () => void;
}

/** Reads the layers of an image for as long as somebody looks; leaving or cancelling ends the reading at the engine. */
export function useOpenImage(context: string, image: string): Opening {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<
    Pick<Opening, 'progress' | 'image' | 'error'> & { key: string; isCancelled?: boolean }
  >();
  const current = useRef<AbortController>(undefined);
  const key = `${turn} ${context} ${image}`;

  useEffect(() => {
    const reading = new AbortController();
    current.current = reading;
    const { signal } = reading;
    let isLeft = false;
    const read = async () => {
      for await (const step of client.layers.open({ context, image }, { signal })) {
        if (isLeft) return;
        setState(step.type === 'opened' ? { key, image: step.image } : { key, progress: step });
      }
    };
    read().catch((thrown: unknown) => {
      if (!isLeft) setState(signal.aborted ? { key, isCancelled: true } : { key, error: toAppError(thrown) });
    });
    return () => {
      isLeft = true;
      reading.abort();
    };
  }, [context, image, key]);

  const { progress, image: opened, error, isCancelled = false } = state?.key === key ? state : {};
  return {
    ...(progress && { progress }),
    ...(opened && { image: opened }),
    ...(error && { error }),
    isCancelled,
    cancel: useCallback(() => current.current?.abort(), []),
    again: useCallback(() => setTurn((last) => last + 1), []),
  };
}
