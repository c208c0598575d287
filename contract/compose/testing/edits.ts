import type { ComposeEdit } from '../edit';
import { editCompose } from '../editCompose';

/** The text after edits that must be made. */
export function edited(text: string, ...edits: ComposeEdit[]): string {
  const outcome = editCompose(text, edits);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.text;
}

export function refused(text: string, ...edits: ComposeEdit[]) {
  const outcome = editCompose(text, edits);
  if (outcome.ok) throw new Error(`It was made:\n${outcome.text}`);
  return outcome.refusal;
}

export const set = (path: string, value: Extract<ComposeEdit, { op: 'set' }>['value']): ComposeEdit => ({
  op: 'set',
  path: keys(path),
  value,
});
export const remove = (path: string): ComposeEdit => ({ op: 'remove', path: keys(path) });
export const keys = (path: string): (string | number)[] =>
  path.split('/').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

export const FILE = `# head
services:
  web:   # the web
    image: "nginx:1.25" # pinned
    ports:
    - "80:80"
    # - "443:443"
    environment:
      # first
      A: 1
      B: 'two'   # b

  # database
  db:
    image: postgres
    # end of db

# vols
volumes:
  data:
`;
