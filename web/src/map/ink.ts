// The colours of the ground under the places, on paper and at night.
import type { Theme } from "../state/theme";

export interface Ink {
  sea: string; land: string; coast: string; border: string; river: string; unit: string; text: string; faint: string;
  halo: string; road: string; name: Theme; ring: string; unknown: string; rim: string; wash: number;
}

export const INK: Record<Theme, Ink> = {
  light: {
    sea: "#e3e6e6", land: "#f8f6f1", coast: "#a9b2b6", border: "#a39c8e", river: "#c6d8e0", unit: "#cfc9bb",
    text: "#20242a", faint: "#5d6269", halo: "#fbfaf6", road: "#b9b1a1", name: "light", ring: "#111417", unknown: "#7b8088", rim: "#ffffff", wash: 0.17,
  },
  dark: {
    sea: "#0d1216", land: "#1a1f24", coast: "#2b333a", border: "#56606a", river: "#23343f", unit: "#343c44",
    text: "#eceae4", faint: "#a8adb3", halo: "#12161a", road: "#4a535c", name: "dark", ring: "#ffffff", unknown: "#8d949c", rim: "#0d1216", wash: 0.24,
  },
};
