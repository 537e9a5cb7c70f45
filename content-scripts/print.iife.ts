import { startGuard } from './guard.ts';

// A page cannot forbid printing; it can make what is printed blank.
startGuard('print', ({ on, onMain, keep, stop, blocked, signal }) => {
  const blank = new CSSStyleSheet();
  blank.replaceSync('@media print { html, body { display: none !important; } }');
  keep(() => {
    if (!document.adoptedStyleSheets.includes(blank)) document.adoptedStyleSheets.push(blank);
  });
  signal.addEventListener('abort', () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== blank);
  });
  on('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'p') stop(event, 'shortcut');
  });
  on('beforeprint', () => blocked('browser'));
  onMain(() => blocked('script'));
});
