/** Styles inside the overlay's closed shadow root: the page's own styles do not reach in, and these do not reach out. */
export const overlayStyle = `
:host { all: initial; }
.layer { position: fixed; inset: 0; margin: 0; padding: 0; border: 0; width: auto; height: auto; max-width: none;
  max-height: none; background: transparent; overflow: visible; pointer-events: none; color-scheme: light dark; }
.layer::backdrop { display: none; }
.box { position: fixed; box-sizing: border-box; display: flex; flex-direction: column; pointer-events: auto; border-radius: 12px;
  overflow: hidden; background: #16202c; border: 1px solid #51637a; box-shadow: 0 6px 24px rgb(0 0 0 / 35%); }
.bar { display: flex; flex: none; align-items: center; gap: 2px; height: 32px; padding-inline: 4px; background: #16202c; }
button { all: unset; box-sizing: border-box; flex: none; min-width: 28px; height: 28px; border-radius: 6px; color: #eef3f9;
  font: 600 13px/28px system-ui, sans-serif; text-align: center; cursor: pointer; }
button:hover { background: #2b3a4d; }
button:focus-visible { outline: 2px solid #8cc2ff; outline-offset: -2px; }
.handle { flex: 1; min-width: 0; overflow: hidden; cursor: grab; text-align: start; padding-inline: 8px; color: #b9c7d8;
  font-weight: 500; touch-action: none; }
.handle:active { cursor: grabbing; }
.corners { display: flex; opacity: 0; }
.bar:is(:hover, :focus-within) .corners { opacity: 1; }
@media (hover: none) { .corners { opacity: 1; } }
.corner { display: grid; place-items: center; min-width: 24px; width: 24px; height: 24px; color: #b9c7d8; }
.corner[aria-pressed='true'] { color: #ffc857; }
.corner::before { content: ''; width: 10px; height: 8px; border: 1px solid; }
.upperLeft::before { border-block-start-width: 4px; border-inline-start-width: 4px; }
.upperRight::before { border-block-start-width: 4px; border-inline-end-width: 4px; }
.lowerLeft::before { border-block-end-width: 4px; border-inline-start-width: 4px; }
.lowerRight::before { border-block-end-width: 4px; border-inline-end-width: 4px; }
.is-countdown .minimise { display: none; }
iframe { display: block; border: 0; width: 100%; flex: 1; min-height: 0; background: transparent; color-scheme: normal; }
.is-cover { border-radius: 0; border: 0; }
:is(.is-cover, .is-dot) .bar { display: none; }
.is-pulled iframe { pointer-events: none; }
.is-dot { border-radius: 50%; }
.grip { display: none; position: absolute; inset-block-end: 0; inset-inline-end: 0; place-items: center; min-width: 24px;
  width: 24px; height: 24px; cursor: nwse-resize; touch-action: none; }
.grip::before { content: ''; width: 8px; height: 8px; border: 0 solid #b9c7d8; border-block-end-width: 3px; border-inline-end-width: 3px; }
.is-panel { padding-block-end: 24px; }
.is-panel .grip { display: grid; }
.grows-left .grip { inset-inline: 0 auto; cursor: nesw-resize; }
.grows-left .grip::before { border-inline-width: 3px 0; }
.is-panel.grows-up { padding-block-end: 0; }
.is-panel.grows-up .bar { padding-inline: 28px; }
.grows-up .grip { inset-block: 4px auto; cursor: nesw-resize; }
.grows-up .grip::before { border-block-width: 3px 0; }
.grows-up.grows-left .grip { cursor: nwse-resize; }
.notices { position: fixed; inset-block-start: 16px; inset-inline: 0; display: grid; justify-items: center; gap: 8px; }
.notice { max-width: 40rem; padding: 10px 16px; border-radius: 8px; background: #16202c; color: #eef3f9;
  border: 1px solid #51637a; font: 500 15px/1.4 system-ui, sans-serif; box-shadow: 0 6px 24px rgb(0 0 0 / 35%); }
@media (forced-colors: active) {
  .box, .notice { border: 1px solid CanvasText; }
  button { border: 1px solid ButtonText; }
  .corner::before, .grip::before { border-color: ButtonText; }
  .corner[aria-pressed='true'] { border-width: 3px; }
}
@media print { .layer { display: none; } }
`;
