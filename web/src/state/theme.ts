// Light or dark: as the system has it, unless the reader chose.
import { computed, effect, signal } from "@preact/signals";

export type Theme = "light" | "dark";
const dark = matchMedia("(prefers-color-scheme: dark)");
const system = signal<Theme>(dark.matches ? "dark" : "light");
dark.addEventListener("change", () => { system.value = dark.matches ? "dark" : "light"; });

function stored(): Theme | null {
  try {
    const text = localStorage.getItem("theme");
    return text === "light" || text === "dark" ? text : null;
  } catch {
    return null; // storage is closed to the page; the system's choice does
  }
}
const chosen = signal<Theme | null>(stored());
export const theme = computed<Theme>(() => chosen.value ?? system.value);
effect(() => { document.documentElement.dataset["theme"] = theme.value; });

export function turn(): void {
  chosen.value = theme.value === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("theme", chosen.value);
  } catch {
    // The choice then holds for this page only.
  }
}
