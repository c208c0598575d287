export { type Language, LANGUAGE_NAMES, languageOf, type LanguageSetting, TRANSLATED } from './languages.ts';
export { type SentenceProps, type Texts, texts } from './texts.tsx';
export { language, perLanguage, showLanguage, textsReady } from './translator.ts';
export { useLanguage } from './useLanguage.ts';
