// Before anything is drawn: the theme that this browser chose.
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
