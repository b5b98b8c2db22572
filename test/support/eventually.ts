const PATIENCE = 10_000;

/** Waits until it holds; fails as it does when it never comes to. */
export async function eventually(holds: () => void): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return holds();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((later) => setTimeout(later, 10));
    }
  }
}
