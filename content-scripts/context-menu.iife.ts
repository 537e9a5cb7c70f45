import { startGuard } from './guard.ts';

startGuard('context-menu', ({ on, stop }) => {
  on('contextmenu', (event) => stop(event, 'menu'));
});
