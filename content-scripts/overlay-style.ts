/** Styles inside the overlay's closed shadow root: the page's own styles do not reach in, and these do not reach out. */
export const overlayStyle = `
:host { all: initial; }
.layer { position: fixed; inset: 0; margin: 0; padding: 0; border: 0; width: auto; height: auto; max-width: none;
  max-height: none; background: transparent; overflow: visible; pointer-events: none; color-scheme: light dark; }
.layer::backdrop { display: none; }
.box { position: fixed; display: flex; flex-direction: column; pointer-events: auto; border-radius: 12px;
  overflow: hidden; background: #16202c; border: 1px solid #51637a; box-shadow: 0 6px 24px rgb(0 0 0 / 35%); }
.bar { display: flex; align-items: center; gap: 4px; height: 32px; padding: 0 4px; background: #16202c; }
button { all: unset; box-sizing: border-box; min-width: 28px; height: 28px; border-radius: 6px; color: #eef3f9;
  font: 600 13px/28px system-ui, sans-serif; text-align: center; cursor: pointer; }
button:hover { background: #2b3a4d; }
button:focus-visible { outline: 2px solid #8cc2ff; outline-offset: -2px; }
.handle { flex: 1; cursor: grab; text-align: start; padding-inline: 8px; color: #b9c7d8; font-weight: 500; touch-action: none; }
.handle:active { cursor: grabbing; }
iframe { display: block; border: 0; width: 100%; flex: 1; background: transparent; color-scheme: normal; }
.is-cover { border-radius: 0; border: 0; }
.is-cover .bar { display: none; }
.is-dragged iframe { pointer-events: none; }
.dot { display: none; width: 44px; height: 44px; border-radius: 50%; background: #16202c; border: 2px solid #eef3f9; }
.dot::before { content: ''; display: block; width: 16px; height: 16px; margin: auto; border-radius: 50%; background: #ff5c5c; }
.is-minimised .bar, .is-minimised iframe { display: none; }
.is-minimised .dot { display: grid; place-items: center; }
.is-minimised { border-radius: 50%; border: 0; overflow: visible; background: transparent; box-shadow: none; }
.notices { position: fixed; inset-block-start: 16px; inset-inline: 0; display: grid; justify-items: center; gap: 8px; }
.notice { max-width: 40rem; padding: 10px 16px; border-radius: 8px; background: #16202c; color: #eef3f9;
  border: 1px solid #51637a; font: 500 15px/1.4 system-ui, sans-serif; box-shadow: 0 6px 24px rgb(0 0 0 / 35%); }
@media (forced-colors: active) { .box, .notice, button { border: 1px solid CanvasText; } .dot::before { background: CanvasText; } }
@media print { .layer { display: none; } }
`;
