import { registryOf } from '../../contract/model/imageReference.ts';
import { conflict, invalid, type Rule, type Subject } from './errorRule.ts';

/** Images, and what a registry says of them; what a pull writes into its stream too. */
export const imageErrors: readonly Rule[] = [
  {
    text: /container (\S+) is using its referenced image|image is being used by (?:running|stopped) container (\S+)/,
    make: ([, a, b]) =>
      conflict(
        `The image is used by the container ${a ?? b}.`,
        'Remove that container first, or remove the image by force.',
      ),
  },
  {
    text: /No such image: (\S+)|reference does not exist|(\S+): image not known/,
    make: ([, a, b], subject) => ({
      code: 'not-found',
      message: `The image “${a ?? b ?? subject.name ?? ''}” is not on this engine.`,
      hint: 'Pull it first, or check the spelling.',
    }),
  },
  {
    text: /invalid reference format(?:: (.*))?/,
    make: ([, why]) =>
      invalid(
        'image',
        `This is not the name of an image${why ? `: ${why}` : ''}.`,
        'Names are in lower case: nginx, redis:7, ghcr.io/owner/name:tag.',
      ),
  },
  {
    text: /toomanyrequests|pull rate limit|429 Too Many Requests/i,
    make: (_, subject) => ({
      code: 'rate-limited',
      registry: registryOf(subject.name ?? ''),
      message: 'The registry allows no more pulls for now.',
      hint: 'Sign in to it (docker login) for a higher limit, or wait.',
    }),
  },
  {
    text: /missing signature key|[Ii]mage [Ff]ormat v1|manifest version 2, schema 1|schema ?1 (?:support|manifest)/,
    make: (_, subject) => ({
      code: 'unsupported',
      message: `${subject.name ? `“${subject.name}”` : 'The image'} is in a format from before 2016 (schema 1), which this engine does not read any more.`,
      hint: 'Choose a newer tag. Whoever owns it can push it anew with a current Docker.',
    }),
  },
  {
    text: /filesystem layer verification failed for digest (\S+)|(?:unexpected commit digest|failed precondition: unexpected).*(sha256:\S+)|verification failed/,
    make: ([, a, b]) => ({
      code: 'unexpected',
      message: 'What the registry sent is not what its digest says, and was thrown away.',
      hint: 'Try again. If it happens again, the layer is damaged in the registry, or something in between changes it.',
      detail: `digest ${a ?? b ?? ''}`,
    }),
  },
  {
    text: /(?:tag|An image) does not exist(?: locally with the tag)?: (\S+)/,
    make: ([, image]) => ({
      code: 'not-found',
      message: `There is no image “${image ?? ''}” on this engine.`,
      hint: 'Check the spelling, or tag the image with that name first.',
    }),
  },
  {
    text: /pull access denied for (\S+?),|unauthorized|authentication required|no basic auth credentials|denied: requested access|incorrect username or password/i,
    make: ([, repository], subject) => ({
      code: 'registry-auth',
      registry: registryOf(repository ?? subject.name ?? ''),
      message: `${repository ? `“${repository}”` : 'The image'} does not exist, or you may not read it.`,
      hint: 'Check the spelling. If it is private, sign in with docker login: Gantry uses the same sign-in.',
    }),
  },
  {
    text: /manifest (?:for (\S+) not found|unknown)/,
    make: ([, image]) => ({
      code: 'not-found',
      message: `${image ? `“${image}”` : 'This tag'} does not exist in the registry.`,
      hint: 'Check the tag.',
    }),
  },
  {
    text: /no matching manifest for (\S+)|image with reference .* was found but does not (?:match|provide) the (?:specified )?platform/,
    make: ([, platform]) => ({
      code: 'not-found',
      message: `The image has no version for ${platform ?? 'that platform'}.`,
      hint: 'Choose another platform (emulated, and slower), or another image.',
    }),
  },
  // What the engine makes of a file that it is to load or import
  {
    text: /archive\/tar: invalid tar header|not a tar archive/,
    make: (_, subject) =>
      invalid('file', `${fileOf(subject)} is not an archive.`, 'Choose a .tar file, compressed or not.'),
  },
  {
    text: /^unexpected EOF$|archive\/tar: .*EOF/,
    make: (_, subject) =>
      invalid('file', `${fileOf(subject)} is cut short: a part of it is missing.`, 'Copy or save it anew.'),
  },
  {
    text: /docker-import-\d+\/\S+: no such file or directory|does not contain a manifest\.json|unrecognized image format/,
    make: (_, subject) =>
      invalid(
        'file',
        `${fileOf(subject)} is an archive, but not one of images.`,
        'Choose one that “docker image save” made, or import it as the files of a new image.',
      ),
  },
];

const fileOf = ({ name }: Subject): string => (name ? `“${name}”` : 'The file');
