import { useState } from 'react';
import type { ComposeText } from '../../../../contract/compose/parseCompose.ts';
import type { ViewPlace } from '../page/ComposeEditorPage.tsx';
import { type Chosen, type Kind, KINDS } from './kinds.ts';

interface Choice {
  readonly kind: Kind;
  readonly name: string;
  /** Its place among the others: one that was renamed is still there. */
  readonly index: number;
  /** It may not have been read yet. */
  readonly from: ComposeText;
}

/** What is chosen: it stays through renames, and gives way to a neighbour when it goes. */
export function useChosen(doc: ComposeText, first?: ViewPlace): readonly [Chosen, (chosen: Chosen) => void] {
  const [choice, setChoice] = useState<Choice | 'file' | undefined>(() => placed(doc, first));
  const now = choice === 'file' ? choice : settle(doc, choice);
  if (now !== choice) setChoice(now);
  const choose = (chosen: Chosen) =>
    setChoice(
      chosen === 'file'
        ? chosen
        : { ...chosen, index: doc.keysAt([chosen.kind.section]).map(String).indexOf(chosen.name), from: doc },
    );
  return [now, choose];
}

function placed(doc: ComposeText, place: ViewPlace | undefined): Choice | undefined {
  const kind = KINDS.find(({ section }) => section === place?.section);
  return kind && place && { kind, name: place.name, index: 0, from: doc };
}

function settle(doc: ComposeText, choice: Choice | undefined): Choice | 'file' {
  if (!choice) return firstOf(doc);
  const names = doc.keysAt([choice.kind.section]).map(String);
  const index = names.indexOf(choice.name);
  if (index >= 0) return index === choice.index ? choice : { ...choice, index };
  // Added just now: it is in the text already, and in the next reading.
  if (choice.from === doc && choice.index < 0) return choice;
  const name = names[Math.min(Math.max(choice.index, 0), names.length - 1)];
  return name === undefined ? firstOf(doc) : { ...choice, name, index: names.indexOf(name) };
}

function firstOf(doc: ComposeText): Choice | 'file' {
  for (const kind of KINDS) {
    const name = doc.keysAt([kind.section])[0];
    if (name !== undefined) return { kind, name: String(name), index: 0, from: doc };
  }
  return 'file';
}
