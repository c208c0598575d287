import { useEffect, useRef } from 'react';
import type { Command, PaletteSource } from './command.ts';
import { registerCommands, registerSource } from './registry.ts';

/** Offers commands while the component lives. `make` is called when they are needed, with what it closed over last. */
export function useCommands(make: () => readonly Command[]): void {
  const latest = useLatest(make);
  useEffect(() => registerCommands(() => latest.current()), [latest]);
}

/** Offers commands that depend on what is typed into the palette. */
export function usePaletteSource(source: PaletteSource): void {
  const latest = useLatest(source);
  useEffect(() => registerSource((query) => latest.current(query)), [latest]);
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
