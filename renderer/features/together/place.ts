/** A place on an engine, which is opened on the way: `/on/lab/containers/3f2a…`. */
export const onContext = (context: string, place: string): string => `/on/${encodeURIComponent(context)}${place}`;

export const NOUNS = ['containers', 'images', 'volumes', 'networks', 'stacks'] as const;
export type TogetherNoun = (typeof NOUNS)[number];

/** Where the list of several engines is. */
export const togetherPlace = (noun: TogetherNoun): string => `/together/${noun}`;
