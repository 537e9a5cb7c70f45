import { missingKeys, readLocales } from './locale-files.ts';

// Lists what is not translated yet, language by language: `npm run missing-texts`.
const locales = readLocales();
const english = locales.get('en') ?? {};
for (const [language, file] of locales) {
  const missing = missingKeys(language, file, english);
  console.log(`${language}: ${missing.length === 0 ? 'nothing is missing' : `${missing.length} missing`}`);
  for (const key of missing) console.log(`  ${key}: ${english[key]?.message ?? '(another form of a plural)'}`);
}
