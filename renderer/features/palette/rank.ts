import type { Command } from '../../ui/index.ts';
import { t } from './texts/index.ts';

/**
 * How well a command fits what was typed; undefined when it does not. Each word must be found: at the start of the
 * title, at the start of a word, inside, among the keywords, or as letters in order (`rsrt` finds “restart”).
 */
export function scoreOf({ title, detail = '', section, keywords = [] }: Command, query: string): number | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const name = title.toLowerCase();
  const others = `${detail} ${section} ${keywords.join(' ')}`.toLowerCase();
  let score = 0;
  for (const word of words) {
    const found = scoreWord(name, others, word);
    if (found === undefined) return undefined;
    score += found;
  }
  return score - name.length / 1000; // the shorter of two equals
}

function scoreWord(name: string, others: string, word: string): number | undefined {
  const at = name.indexOf(word);
  if (at === 0) return 8;
  if (at > 0) return /[\s/_.:-]/.test(name.charAt(at - 1)) ? 6 : 4;
  if (others.includes(word)) return 3;
  return word.length > 2 && hasInOrder(name, word) ? 1 : undefined;
}

function hasInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** Those that fit, best first. */
export function rank(commands: readonly Command[], query: string): readonly Command[] {
  if (query.trim() === '') return commands;
  return commands
    .map((command) => ({ command, score: scoreOf(command, query) }))
    .filter((entry): entry is { command: Command; score: number } => entry.score !== undefined)
    .toSorted((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

/** What belongs to no page in particular comes after what does. */
const last = () => [t('Go to'), t('Engine'), t('Contexts'), t('Settings'), t('General')];

interface Section {
  readonly section: string;
  readonly commands: readonly Command[];
}

/** Under their headings. While something is typed, the section with the best match leads; before, what can be done here. */
export function sectionsOf(commands: readonly Command[], query: string): readonly Section[] {
  const bySection = new Map<string, Command[]>();
  for (const command of commands) bySection.set(command.section, [...(bySection.get(command.section) ?? []), command]);
  const sections = [...bySection].map(([section, found]) => ({ section, commands: found }));
  const names = last();
  const rankOf = ({ section }: Section) => Math.max(0, names.indexOf(section) + 1);
  return query.trim() === '' ? sections.toSorted((a, b) => rankOf(a) - rankOf(b)) : sections;
}
