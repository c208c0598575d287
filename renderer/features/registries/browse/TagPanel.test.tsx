// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../../contract/index.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { contextsSlice } from '../../contexts/index.ts';
import { TagPanel } from './TagPanel.tsx';

prepareTestPage();

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

/** A registry whose every tag is one image of one platform. Gives what was pulled, and how often a delete was asked for. */
function show(name: string, repository: string) {
  const pulled: string[] = [];
  let removeCount = 0;
  const image = {
    reference: name === 'docker.io' ? `${repository}:java-1.0` : `${name}/${repository}:java-1.0`,
    digest: `sha256:${'a'.repeat(64)}`,
    platforms: [{ digest: `sha256:${'b'.repeat(64)}`, platform: 'linux/amd64', sizeBytes: 1000, layerCount: 3 }],
  };
  const handlers = {
    registries: { image: async () => image },
    images: { pull: async ({ reference }: { reference: string }) => (pulled.push(reference), { jobId: 'job' }) },
  };
  connectOver(() => {
    const [client, server, close] = memoryPipe();
    ending.push(close);
    serve({ registries: contract.registries, images: contract.images }, handlers as never, server);
    return client;
  });
  const store = configureStore({ reducer: { [contextsSlice.name]: contextsSlice.reducer } });
  renderUi(
    <Provider store={store}>
      <TagPanel
        context="default"
        name={name}
        repository={repository}
        tag="java-1.0"
        onRemove={() => (removeCount += 1)}
        onClose={() => {}}
      />
    </Provider>,
  );
  return { pulled, removeCount: () => removeCount };
}

test('a tag of Docker Hub can be pulled, and why it cannot be deleted here is said, with where it can [AC-47]', async () => {
  const { pulled } = show('docker.io', 'user/question');
  expect(await screen.findByText('linux/amd64')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Pull' }));
  await expect.poll(() => pulled).toEqual(['user/question:java-1.0']);
  expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
  expect(screen.getByText(/lets nobody delete a tag from outside/).textContent).toContain('leaves the tag there');
  expect(screen.getByRole<HTMLAnchorElement>('link').href).toBe('https://hub.docker.com/r/user/question/tags');
});

test('a tag of any other registry can be deleted, and nothing is said of Docker Hub', async () => {
  const { removeCount } = show('registry.example', 'question');
  await screen.findByText('linux/amd64');
  expect(screen.queryByText(/Docker Hub/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Delete this tag…' }));
  expect(removeCount()).toBe(1);
});
