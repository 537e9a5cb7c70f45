import { replaceMethod, startMainGuard } from './main-guard.ts';

const guard = startMainGuard('print');

replaceMethod(window, 'print', (original) => () => {
  if (guard.isOn()) guard.blocked('print');
  else Reflect.apply(original, window, []);
});
