// Telephone numbers: as people write them, as the network wants them, as they look best.

/** E.164 or '' : spaces, dashes and brackets go, 00 becomes +, ten digits are taken as North American. */
export function dialable(text) {
  let bare = text.replace(/[\s().\-\u2010-\u2015]/g, "");
  if (bare.startsWith("00")) bare = `+${bare.slice(2)}`;
  if (/^\d{10}$/.test(bare)) bare = `+1${bare}`;
  if (/^1\d{10}$/.test(bare)) bare = `+${bare}`;
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : "";
}

/** Grouped for the eye; what is no number stays as it is. */
export function pretty(number) {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (american) return `+1 ${american[1]} ${american[2]} ${american[3]}`;
  const chinese = /^\+86(\d{3})(\d{4})(\d{4})$/.exec(number);
  if (chinese) return `+86 ${chinese[1]} ${chinese[2]} ${chinese[3]}`;
  const london = /^\+4420(\d{4})(\d{4})$/.exec(number);
  if (london) return `+44 20 ${london[1]} ${london[2]}`;
  const other = /^\+(\d{2})(\d+)$/.exec(number);
  return other ? `+${other[1]} ${other[2].replace(/(\d{3})(?=\d{2,})/g, "$1 ").trim()}` : number;
}

/** A number from the range that is set aside for stories: nobody is ever called by mistake. */
export function invented(random = Math.random) {
  const areas = ["415", "212", "312", "206", "617", "512"];
  const area = areas[Math.floor(random() * areas.length)];
  return `+1${area}55501${String(Math.floor(random() * 100)).padStart(2, "0")}`;
}

/** Seconds as 0:07, 12:34 or 1:02:03. */
export function clock(seconds) {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** What people call a number; '' when its "name" is only the number in another spelling. */
export function properName({ number, name }) {
  return name && dialable(name) !== number ? name : "";
}
