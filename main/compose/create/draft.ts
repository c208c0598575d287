import { fixOldSyntax } from '../../../contract/compose/fixOldSyntax.ts';
import { oldSyntaxIn } from '../../../contract/compose/oldSyntax.ts';
import { parseCompose } from '../../../contract/compose/parseCompose.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { DraftFrom, DraftNote, StackDraft } from '../../../contract/model/template.ts';
import { readRunText, type RunNote } from '../../../contract/runText/readRunText.ts';
import type { Connection, GetConnection } from '../../docker/connection.ts';
import { requestJson } from '../../docker/request.ts';
import { readSettings } from '../../services/containerSettings/read.ts';
import { nameIn, normalized } from '../folders/inFolder.ts';
import { composeOf, type DraftContainer, type Existing } from './composeOf.ts';

/** The beginning of a stack that has nothing yet: what Compose takes, and where to go on. */
const NOTHING = `# A stack: each service is a container, or several. They find each other by these names.
services:
  web:
    image: nginx:1.29-alpine
    ports:
      - "8080:80"
`;

interface DraftInput {
  readonly context: string;
  readonly from: DraftFrom;
}

/** What a new stack would be; nothing is written. */
export async function draftStack(
  getConnection: GetConnection,
  { context, from }: DraftInput,
  signal: AbortSignal,
): Promise<StackDraft> {
  const nothing = { env: '', notes: [], hasLateFlags: false };
  switch (from.type) {
    case 'nothing':
      return { ...nothing, compose: NOTHING, project: 'new-stack', services: ['web'] };
    case 'old-file':
      return { ...nothing, ...draftOld(from.text) };
    case 'commands': {
      const { runs, builds, notes, hasLateFlags } = readRunText(from.text, { moveLateFlags: from.moveLateFlags });
      const usable = runs.filter(({ image }) => image !== '');
      if (usable.length === 0) {
        throw refused('No command in this text makes a container.', notes[0]?.message ?? 'Paste docker run lines.');
      }
      const connection = await getConnection(context, signal);
      const draft = await draftContainers(
        connection,
        usable.map((settings) => ({ settings })),
        signal,
      );
      const built = builds.map((): DraftNote => ({
        kind: 'lost',
        message: 'A command that builds an image is left out: give the service “build:”.',
      }));
      return {
        ...draft,
        hasLateFlags,
        notes: [...notes.map((note) => noteOf(note, from.text)), ...built, ...draft.notes],
      };
    }
    case 'containers': {
      const connection = await getConnection(context, signal);
      const containers: DraftContainer[] = [];
      for (const id of from.ids) {
        const { settings, made } = await readSettings(connection, id, signal);
        containers.push({ settings: withoutComposeLabels(settings), id: (made as { readonly Id?: string }).Id ?? id });
      }
      const draft = await draftContainers(connection, containers, signal);
      const message =
        'These containers stay as they are. Stop them before the stack is started: it wants their ports, and volumes belong to one at a time.';
      return { ...draft, hasLateFlags: false, notes: [{ kind: 'look', message }, ...draft.notes] };
    }
  }
}

async function draftContainers(connection: Connection, containers: readonly DraftContainer[], signal: AbortSignal) {
  const draft = composeOf(containers, await existingOn(connection, signal));
  return { ...draft, project: normalized(draft.services[0] ?? '') || 'new-stack' };
}

async function existingOn({ docker }: Connection, signal: AbortSignal): Promise<Existing> {
  const [volumes, networks] = await Promise.all([
    requestJson<{ readonly Volumes?: readonly { readonly Name: string }[] | null }>(docker, {
      method: 'GET',
      path: '/volumes',
      signal,
    }),
    requestJson<readonly { readonly Name: string }[]>(docker, { method: 'GET', path: '/networks', signal }),
  ]);
  return {
    volumes: new Set((volumes.Volumes ?? []).map(({ Name }) => Name)),
    networks: new Set(networks.map(({ Name }) => Name)),
  };
}

/** A container of a stack becomes one of another: what its old one wrote on it would say the wrong thing. */
const withoutComposeLabels = <T extends DraftContainer['settings']>(settings: T): T => ({
  ...settings,
  labels: settings.labels.filter(({ name }) => !name.startsWith('com.docker.compose.')),
});

function draftOld(given: string): Pick<StackDraft, 'compose' | 'project' | 'services' | 'notes'> {
  const problem = parseCompose(given).problems[0];
  if (problem) throw refused('This is no YAML.', problem.message);
  const notes: DraftNote[] = [];
  let text = given;
  for (const { kind } of oldSyntaxIn(given)) {
    // What is at the top level moves first: then the rest may have gone with it.
    if (!oldSyntaxIn(text).some((one) => one.kind === kind)) continue;
    const outcome = fixOldSyntax(text, kind);
    if (!outcome.ok) {
      if (kind === 'no-services') throw refused(outcome.message, outcome.hint ?? 'Convert it by hand.');
      notes.push({ kind: 'look', message: `${outcome.message} It stays as it was.` });
      continue;
    }
    text = outcome.text;
    if (kind === 'version')
      notes.push({ kind: 'info', message: '“version:” has no meaning any more, and is left out.' });
    notes.push(...outcome.notes.map((message): DraftNote => ({ kind: 'look', message })));
  }
  const read = parseCompose(text);
  const services = read.keysAt(['services']).map(String);
  if (services.length === 0)
    throw refused('There is no service in this file.', 'Paste the text of a fig.yml or a Compose file.');
  if (notes.length === 0)
    notes.push({ kind: 'info', message: 'Nothing in it is of an older form: it is taken as it is.' });
  return { compose: text, services, notes, project: normalized(nameIn(text) ?? services[0] ?? '') || 'new-stack' };
}

const noteOf = ({ severity, message, start, end }: RunNote, text: string): DraftNote => {
  const piece = text.slice(start, end).trim();
  const isSaid = piece === '' || piece.length > 40 || message.includes(piece) || /[=:]/.test(piece);
  return {
    kind: severity === 'error' ? 'lost' : severity === 'warning' ? 'look' : 'info',
    message: isSaid ? message : `${piece}: ${message}`,
  };
};

const refused = (message: string, hint: string) =>
  new AppFailure({ code: 'invalid-input', path: ['from'], message, hint });
