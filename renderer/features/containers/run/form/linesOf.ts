/** How high a text is shown: as its lines need it, within reason. */
export const linesOf = (text: string, least: number, most: number): number =>
  Math.min(Math.max(text.split('\n').length, least), most);
