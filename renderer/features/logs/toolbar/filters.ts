import { LEVELS, type LogLevel } from '../text/level.ts';
import { ALL_LEVELS, type LineFilter } from '../view/lineList.ts';

/** What the person has left out, in words of the toolbar. */
export interface LogFilters {
  readonly hiddenLevels: readonly (LogLevel | 'other')[];
  readonly hiddenStreams: readonly ('stdout' | 'stderr')[];
  /** Ids of containers. */
  readonly hiddenIds: readonly string[];
  readonly onlyMatches: boolean;
}

export const NO_FILTERS: LogFilters = { hiddenLevels: [], hiddenStreams: [], hiddenIds: [], onlyMatches: false };

/** How many of the menu's choices are not as they are at first. */
export const activeCount = ({ hiddenLevels, hiddenStreams }: LogFilters): number =>
  hiddenLevels.length + hiddenStreams.length;

export function lineFilterOf(
  { hiddenLevels, hiddenStreams, hiddenIds, onlyMatches }: LogFilters,
  ids: readonly string[],
  hasQuery: boolean,
): LineFilter {
  const bitOf = (level: LogLevel | 'other') => 1 << (level === 'other' ? 0 : LEVELS.indexOf(level) + 1);
  return {
    hiddenSources: new Set(hiddenIds.map((id) => ids.indexOf(id)).filter((source) => source >= 0)),
    showsStdout: !hiddenStreams.includes('stdout'),
    showsStderr: !hiddenStreams.includes('stderr'),
    levelBits: hiddenLevels.reduce((bits, level) => bits & ~bitOf(level), ALL_LEVELS),
    onlyMatches: onlyMatches && hasQuery,
  };
}

/** In the list when it was not, out when it was. */
export const toggled = <T>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
