import { useSyncExternalStore } from 'react';
import type { Language } from './languages.ts';
import { language, watchLanguage } from './translator.ts';

export const useLanguage = (): Language => useSyncExternalStore(watchLanguage, language);
