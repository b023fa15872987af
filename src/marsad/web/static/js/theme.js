// Before anything is drawn: the theme that this browser chose, and whether graphic passages are covered.
if (localStorage.getItem("calm") !== "off") document.documentElement.dataset.calm = "";
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
