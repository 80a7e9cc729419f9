// The page's policy allows no inline script, so the one line that starts the program has its own file.
import init from './balak.js';

await init({ module_or_path: new URL('./balak_bg.wasm', import.meta.url) });
