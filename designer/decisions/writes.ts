type Files = Readonly<Record<string, string>>;

/** Changes of decision files, made one after another: each on what the one before it left, so that quick edits all stay. */
export function newWrites(files: () => Files, put: (next: Record<string, string>) => void) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function make(file: string, change: (xml: string) => Promise<string>): Promise<void> {
    for (let xml = files()[file]; xml !== undefined; xml = files()[file]) {
      const next = await change(xml);
      // What was undone or removed meanwhile is not brought back: the change is made anew on what is there.
      if (files()[file] === xml) return put({ ...files(), [file]: next });
    }
  }
  return {
    /** Whether a change is still to be made: what the files say is then older than what was asked. */
    waiting: (): boolean => waiting > 0,
    /** Changes one file; one that is gone stays away. Rejects as the change does. */
    write(file: string, change: (xml: string) => Promise<string>): Promise<void> {
      waiting += 1;
      const made = last.then(() => make(file, change)).finally(() => (waiting -= 1));
      last = made.catch(() => undefined);
      return made;
    },
  };
}
