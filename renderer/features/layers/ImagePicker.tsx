import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../rpc/index.ts';
import { useLoad } from '../../ui/useLoad.ts';

export interface ImagePickerProps {
  readonly context: string;
  /** Its accessible name: “Image”. */
  readonly label: string;
  readonly value: string;
  readonly onChoose: (image: string) => void;
}

/** The names of the images that are on the engine; ids of those without one. */
export function useImageNames(context: string): readonly string[] {
  const { value } = useLoad(context, (signal) => client.images.list({ context }, { signal }));
  return [...new Set(value?.flatMap(({ tags, id }) => (tags.length > 0 ? tags : [id])) ?? [])].toSorted();
}

/** One image of the engine, chosen from the list or typed and confirmed with Enter. */
export function ImagePicker({ context, label, value, onChoose }: ImagePickerProps) {
  const names = useImageNames(context);
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  const choose = (image: string) => {
    setText(image);
    if (image.trim() !== '' && image.trim() !== value) onChoose(image.trim());
  };
  return (
    <Autocomplete
      aria-label={label}
      placeholder={label}
      size="xs"
      w="20rem"
      data={[...names]}
      limit={50}
      value={text}
      // What is there already is no search: all others are to be seen too.
      filter={text === value ? ({ options }) => options : undefined}
      onChange={setText}
      onOptionSubmit={choose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.currentTarget.getAttribute('aria-activedescendant')) choose(text);
      }}
    />
  );
}
