export { type Language, LANGUAGE_NAMES, languageOf } from './languages.ts';
export { texts } from './texts.tsx';
export { language, perLanguage, showLanguage, textsReady } from './translator.ts';
export { useLanguage } from './useLanguage.ts';
