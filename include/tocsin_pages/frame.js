// In the UI's frame: follow its light or dark, and open sources in a tab of their own.
// Airflow frames plugins in a sandbox without allow-popups, where target="_blank" does nothing;
// a link of the UI's own document is not in that sandbox.
(() => {
  if (window.parent === window) return;
  let outer;
  try { outer = window.parent.document; } catch { return; }

  const root = document.documentElement;
  const follow = () => { root.dataset.theme = outer.documentElement.classList.contains("dark") ? "dark" : "light"; };
  follow();
  new MutationObserver(follow).observe(outer.documentElement, { attributeFilter: ["class"] });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[target=_blank]");
    if (!link || !/^https?:$/.test(link.protocol)) return;
    event.preventDefault();
    const twin = outer.createElement("a");
    twin.href = link.href;
    twin.target = "_blank";
    twin.rel = "noopener noreferrer";
    twin.click();
  });
})();
