// In the list, j and k go to the next and the previous doubtful decision that is shown; without a script the links do.
document.addEventListener("keydown", (event) => {
  if (!event.target.closest("main") || event.altKey || event.ctrlKey || event.metaKey || !["j", "k"].includes(event.key)) return;
  const rows = [...document.querySelectorAll("tr.doubtful")].filter((row) => row.offsetParent !== null);
  const here = document.activeElement?.closest("tr.doubtful");
  const place = rows.indexOf(here) + (event.key === "j" ? 1 : -1);
  const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
  if (!row) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
});
