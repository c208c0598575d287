import type { Context } from '../../contract/model/context.ts';
import type { Requirement } from '../../contract/model/engine.ts';
import type { EnginePlace } from '../../contract/model/engineVm.ts';
import type { EngineOffer, OfferReason } from '../../contract/model/firstRun.ts';

export interface OffersRequest {
  readonly contexts: readonly Context[];
  /** Where Gantry’s own can run here, the one it runs in now, and what each lacks. */
  readonly own: {
    readonly context: string;
    readonly place: EnginePlace;
    readonly places: readonly EnginePlace[];
    readonly requirements: Readonly<Partial<Record<EnginePlace, readonly Requirement[]>>>;
  };
}

/**
 * The engines a person may begin with, the best first. One that runs on this computer already is the best: nothing is
 * installed, and what is in it is there. Then Gantry’s own on this system, which is faster than in a VM. Engines of
 * other computers are only offered: who begins is not led onto a machine that others may use.
 */
export function offerEngines({ contexts, own }: OffersRequest): readonly EngineOffer[] {
  const existing = contexts.filter(({ source }) => source !== 'own-engine').flatMap(existingOffer);
  const answers = existing.some(({ reason, context }) => reason === 'answers' && isLocal(contexts, context));
  const isOwnChosen = contexts.some(({ source, isSelected }) => source === 'own-engine' && isSelected);
  const ours = own.places.map((place): EngineOffer => {
    const lacking = (own.requirements[place] ?? []).filter(({ isMet, isOptional }) => !isMet && !isOptional);
    return {
      kind: place,
      context: own.context,
      reason: ownReason(place, own.places, lacking.length > 0, answers),
      isRecommended: false,
      isChosen: isOwnChosen && own.place === place,
      endpoint: contexts.find(({ source }) => source === 'own-engine')?.endpoint ?? '',
      ...(lacking.length > 0 && { lacking }),
    };
  });
  const ranked = [...existing, ...ours].toSorted((a, b) => rank(a, contexts) - rank(b, contexts));
  return ranked.map((offer, index) => ({ ...offer, isRecommended: index === 0 && rank(offer, contexts) < USELESS }));
}

function existingOffer({ name, endpoint, isSelected, state }: Context): EngineOffer[] {
  const said = { kind: 'existing', context: name, endpoint, isRecommended: false, isChosen: isSelected } as const;
  if (state.type === 'connected') {
    const { product, version } = state.engine;
    return [{ ...said, reason: 'answers', product: `${product === 'podman' ? 'Podman' : 'Docker'} ${version}` }];
  }
  if (state.type !== 'unreachable') return [{ ...said, reason: 'silent' }];
  const { error } = state;
  const reason = error.code === 'engine-unreachable' ? error.reason : undefined;
  if (reason === 'permission-denied') return [{ ...said, reason: 'no-rights', error }];
  // Nothing is there: the CLI’s default place is no engine that somebody has.
  return reason === 'no-socket' ? [] : [{ ...said, reason: 'silent', error }];
}

function ownReason(
  place: EnginePlace,
  places: readonly EnginePlace[],
  isLacking: boolean,
  anotherAnswers: boolean,
): OfferReason {
  if (isLacking) return 'lacking';
  if (place === 'vm' && !places.includes('native')) return 'only-way';
  return anotherAnswers ? 'beside' : 'nothing-else';
}

const USELESS = 10;

function rank({ kind, reason, context, product = '' }: EngineOffer, contexts: readonly Context[]): number {
  if (kind === 'existing') {
    if (reason !== 'answers') return USELESS + 1;
    if (!isLocal(contexts, context)) return 5;
    return product.startsWith('Docker') ? 0 : 1;
  }
  if (reason === 'lacking') return USELESS;
  return kind === 'native' ? 2 : 3;
}

const isLocal = (contexts: readonly Context[], name: string): boolean =>
  contexts.some((context) => context.name === name && context.isLocal);
