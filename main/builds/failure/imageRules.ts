import { type Rule, says } from './rule.ts';

const image = (text: string | undefined) => (text ?? 'The base image').replace(/^docker\.io\/(library\/)?/, '');

/** Base images, registries, platforms, what comes out in the end. */
export const imageRules: readonly Rule[] = [
  says(/toomanyrequests|429 Too Many Requests/i, () => ({
    title: 'The registry allows no more pulls for now.',
    advice: 'Wait, or sign in: with an account the limit is higher.',
  })),
  says(/failed to push (\S+): (.*)/s, ([, name, problem = '']) => ({
    title: `${image(name)} was built and could not be pushed.`,
    advice: /denied|unauthorized|forbidden/i.test(problem)
      ? 'Sign in to the registry, and check that the name is yours to push to.'
      : 'Check the name and that the registry can be reached.',
  })),
  says(
    /failed to resolve source metadata for (\S+): .*(?:pull access denied|insufficient_scope|authorization failed|401 Unauthorized|403 Forbidden)/s,
    ([, name]) => ({
      title: `${image(name)} cannot be had: it does not exist, or you must sign in.`,
      advice: 'Check the name after FROM. For a private image sign in to its registry first.',
    }),
  ),
  says(
    /failed to resolve source metadata for (\S+): .*(?:no such host|connection refused|i\/o timeout|network is unreachable|dial tcp)/s,
    ([, name]) => ({
      title: `The registry of ${image(name)} cannot be reached.`,
      advice: 'Check the name after FROM and the network of the engine’s machine.',
    }),
  ),
  says(/failed to resolve source metadata for (\S+): .*server gave HTTP response to HTTPS client/s, ([, name]) => ({
    title: `The registry of ${image(name)} does not use HTTPS.`,
    advice: 'Add it to “insecure-registries” in the engine’s settings, if you trust the network between.',
  })),
  says(/failed to resolve source metadata for (\S+): .*(?:x509|certificate)/s, ([, name]) => ({
    title: `The certificate of the registry of ${image(name)} is not trusted.`,
    advice:
      'Put the authority that signed it into /etc/docker/certs.d/, in a folder of the registry’s name as ca.crt, on the engine’s machine.',
  })),
  says(/failed to resolve source metadata for (\S+): .*not found/s, ([, name]) => ({
    title: `There is no image ${image(name)}.`,
    advice: 'Check the name and the tag after FROM.',
  })),
  says(/no match for platform in manifest|no matching manifest for (\S+)/, () => ({
    title: 'The base image does not exist for the wanted platform.',
    advice: 'Choose a platform that the image has, or another image.',
  })),
  says(/exec format error/, () => ({
    title: 'The program is made for another processor.',
    advice: 'Building for another platform needs QEMU on the engine’s machine, or a builder of that platform.',
  })),
  says(
    /(?:Multi-platform build|multiple platforms? feature) is (?:currently )?not supported for the docker driver/i,
    () => ({
      title: 'The engine’s own builder makes images for one platform at a time.',
      advice: 'Choose one platform, or a builder of the kind docker-container.',
    }),
  ),
  says(/Cache export is not supported for the docker driver/i, () => ({
    title: 'The engine’s own builder cannot export its cache there.',
    advice: 'Choose a builder of the kind docker-container, or export the cache inline.',
  })),
  says(/no builder "?([^"\s]+)"? found/, ([, builder]) => ({
    title: `There is no builder “${builder}”.`,
    advice: 'Choose another builder, or leave the field empty.',
  })),
  says(/invalid reference format|invalid tag "?([^"\n]+)"?/, ([, tag]) => ({
    title: tag ? `“${tag}” is no name for an image.` : 'A name of an image in the build is none.',
    advice: 'Names are in lower case. An argument without a value leaves a name after FROM empty.',
  })),
  says(/base name \((.*)\) should not be blank/, ([, name]) => ({
    title: `The name after FROM is empty: ${name} has no value.`,
    advice: 'Give the build argument a value in the form, or a default in the Dockerfile.',
  })),
];
