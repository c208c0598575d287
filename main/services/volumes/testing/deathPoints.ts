/** Where somebody is killed: at a request to the engine, or when a job says that it begins with something. */
export type DeathPoint =
  | {
      readonly request: RegExp;
      /** The first is 1. */
      readonly nth?: number;
      /** With so many bytes of the request and its answer; 0: before the engine has it. */
      readonly bytes?: number;
      /** When its answer begins: the engine has done it, and nobody knows. */
      readonly isAnswered?: boolean;
    }
  | { readonly stage: string };

export interface DeathWatch {
  readonly isOver: boolean;
  readonly onTraffic: (request: string, bytes: number, isAnswer: boolean) => void;
  readonly onStage: (words: string) => void;
}

/** Calls `kill` once, at that point, while the bytes that led to it are held up. */
export function watchFor(point: DeathPoint, kill: () => void): DeathWatch {
  let seen = 0;
  let isOver = false;
  const die = () => {
    if (isOver) return;
    isOver = true;
    kill();
  };
  return {
    get isOver() {
      return isOver;
    },
    onTraffic(request, bytes, isAnswer) {
      if ('stage' in point || !point.request.test(request)) return;
      if (bytes === 0) seen += 1;
      const { nth = 1, bytes: wanted = 0, isAnswered = false } = point;
      if (seen === nth && bytes >= wanted && (isAnswer || !isAnswered)) die();
    },
    onStage(words) {
      if ('stage' in point && words === point.stage) die();
    },
  };
}

const HELPER = /^POST \S*\/containers\/create\?.*gantry-volume-helper/;
const START = /^POST \S*\/containers\/\w+\/start/;
const ATTACH = /^POST \S*\/containers\/\w+\/attach/;
const REMOVE = /^DELETE \S*\/containers\//;

/** Of a backup that pauses. */
export const BACKUP: Readonly<Record<string, DeathPoint>> = {
  'being paused': { request: /^POST \S*\/pause/ },
  'just paused': { request: /^POST \S*\/pause/, isAnswered: true },
  'the helper being made': { request: HELPER },
  'the helper just made': { request: HELPER, isAnswered: true },
  'looking into the volume': { request: START, isAnswered: true },
  'reading and writing': { stage: 'Reading the volume' },
  'the helper being removed': { request: REMOVE },
  'going on': { request: /^POST \S*\/unpause/ },
  verifying: { stage: 'Reading the file back' },
};

/** Of a restore in place of what was there. Helpers unpack, pack and compare the copy, empty, unpack and compare. */
export const REPLACE: Readonly<Record<string, DeathPoint>> = {
  'the copy being made': { request: /^POST \S*\/volumes\/create/, isAnswered: true },
  'the helper just made': { request: HELPER, isAnswered: true },
  'copying what was there': { request: ATTACH, nth: 2, bytes: 10_000 },
  'comparing the copy': { request: START, nth: 3 },
  emptying: { request: START, nth: 4 },
  emptied: { request: START, nth: 4, isAnswered: true },
  // Contents go past the engine where it sees this disk: so as soon as the program has begun.
  placing: { request: START, nth: 5, isAnswered: true },
  placed: { request: HELPER, nth: 6 },
  // Before it is begun: a comparison that has begun may have said all before the engine dies.
  comparing: { request: START, nth: 6 },
  'removing the copy': { request: /^DELETE \S*\/volumes\// },
  'the copy just removed': { request: /^DELETE \S*\/volumes\//, isAnswered: true },
};

/** Of a restore into a new volume. */
export const NEW: Readonly<Record<string, DeathPoint>> = {
  'just made': { request: /^POST \S*\/volumes\/create/, isAnswered: true },
  placing: { request: START, isAnswered: true },
  comparing: { request: START, nth: 2 },
};
