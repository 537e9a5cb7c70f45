import { benchLoadOfDesk } from './help-desk-load.ts';
import { benchOrders } from './help-desk-orders.ts';

/** Measures the help desk: 200 conversations at once on a backend, and orders in a real browser. */
export async function benchHelpDesk(): Promise<string> {
  const load = await benchLoadOfDesk();
  console.log(load);
  return [
    '## 200 conversations at once',
    '',
    load,
    '',
    '## Orders in a real browser',
    '',
    'From an order’s arrival at the backend to the journal entry there that says that the candidate’s browser has carried it out, by the backend’s clock.',
    '',
    await benchOrders(),
  ].join('\n');
}
