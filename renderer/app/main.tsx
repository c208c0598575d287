import '../ui/theme.ts';
import { createRoot } from 'react-dom/client';
import { showKeptLanguage } from '../features/settings/index.ts';
import { isDesktop } from '../rpc/index.ts';
import { App } from './App.tsx';
import { createStore } from './store.ts';
import { startFollowing } from './startFollowing.ts';

const store = createStore();
startFollowing(store);

const root = document.getElementById('root');
// What was asked for early is mostly there by now: everything is drawn once with it, not first without.
if (root) {
  const draw = () => createRoot(root).render(<App store={store} />);
  const fetching = showKeptLanguage();
  if (fetching) void fetching.then(draw);
  else setTimeout(draw);
}

// A browser has no menu of ours.
if (isDesktop) void import('./desktopMenu.ts').then(({ startDesktopMenu }) => startDesktopMenu());
