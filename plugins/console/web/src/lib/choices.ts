// What one browser remembers of its user's choices. Nothing personal.

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`vestibule.${name}`);
  } catch {
    return null;  // a browser that keeps nothing is told again
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`vestibule.${name}`);
    else localStorage.setItem(`vestibule.${name}`, value);
  } catch {
    // as above
  }
}
