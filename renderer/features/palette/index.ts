export { openPalette } from './paletteFlag.ts';
export { PaletteHost } from './PaletteHost.tsx';
