/** Saves answers while the candidate writes, and asks before the exam is submitted. */
const pause = 800;
const form = document.querySelector('#answers');
const saved = document.querySelector('#saved');
let waiting;

async function save() {
  const response = await fetch(form.action, { method: 'POST', body: new FormData(form) }).catch(() => null);
  saved.textContent = response?.ok ? 'Saved' : 'Not saved yet: no connection. Going on keeps trying.';
  if (!response?.ok) waiting = setTimeout(save, 5000);
}

form?.addEventListener('input', () => {
  clearTimeout(waiting);
  saved.textContent = '';
  waiting = setTimeout(save, pause);
});
form?.addEventListener('submit', () => clearTimeout(waiting));

document.querySelector('#print')?.addEventListener('click', () => print());

const confirmation = document.querySelector('#confirmation');
document.querySelector('#submit')?.addEventListener('click', (event) => {
  event.preventDefault();
  confirmation.showModal();
});
document.querySelector('#keep-working')?.addEventListener('click', () => confirmation.close());
