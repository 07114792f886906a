// Who reviews: the name is remembered on this machine, the token only until the tab is closed.
export interface Reviewer { name: string; token: string }

export function kept(): Reviewer {
  try {
    return { name: localStorage.getItem("reviewer") ?? "", token: sessionStorage.getItem("token") ?? "" };
  } catch {
    return { name: "", token: "" }; // storage is closed to the page
  }
}

export function keep({ name, token }: Reviewer): void {
  try {
    localStorage.setItem("reviewer", name);
    sessionStorage.setItem("token", token);
  } catch {
    // They will have to be typed again.
  }
}
