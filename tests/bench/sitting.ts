import type { Page } from 'puppeteer';

const paragraph =
  'Explain which step of the breakdown of glucose takes place outside of the mitochondrion, and how many molecules of ATP ' +
  '1 mol glucose yields (pH 7.4, 37 °C). Compare the inner membrane with the outer one: folding, permeability, proteins, ' +
  'and the gradient of H+ across it. ';
const answer =
  'Glycolysis happens in the cytosol, where one glucose is split into two pyruvate, with a net gain of 2 ATP. ';

/** Fills a page's main part with a long exam in 10 point text, the same wherever it is called. */
export async function furnish(page: Page): Promise<void> {
  await page.evaluate((text) => {
    const main = document.querySelector('main') ?? document.body.appendChild(document.createElement('main'));
    const questions = Array.from({ length: 14 }, (_, number) => {
      const words = text.split(' ');
      const turned = [...words.slice(number * 3), ...words.slice(0, number * 3)].join(' ');
      return `<section><h2>Question ${number + 1}</h2><p>${turned}</p><p>${turned}</p>
        <textarea class="bench-answer" rows="5" spellcheck="false"></textarea></section>`;
    });
    main.innerHTML = `<style>
      main { font: 10pt/1.5 sans-serif; max-width: 900px; margin: 0 auto; }
      main textarea { font: inherit; width: 100%; box-sizing: border-box; }
      main section { background: #fff; color: #111; padding: 8px 20px; margin: 12px 0; }
    </style>${questions.join('')}`;
  }, paragraph);
}

/** A candidate at work for some seconds: reads, scrolls, moves the mouse, and types 5 characters a second. */
export async function sit(page: Page, seconds: number): Promise<void> {
  const began = performance.now();
  const now = () => (performance.now() - began) / 1000;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let round = 0; now() < seconds; round++) {
    await pause(5_000);
    for (let step = 0; step < 10 && now() < seconds; step++) {
      await page.mouse.wheel({ deltaY: round % 8 < 6 ? 40 : -120 });
      await pause(50);
    }
    await page.mouse.move(300 + ((round * 131) % 500), 200 + ((round * 89) % 300), { steps: 15 });
    const fields = await page.$$('.bench-answer');
    await fields[round % fields.length]?.evaluate((field) => field instanceof HTMLElement && field.focus());
    for (const key of answer.slice(0, 50)) {
      if (now() >= seconds) return;
      await page.keyboard.type(key);
      await pause(190);
    }
  }
}
