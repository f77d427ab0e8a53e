// What Material gives the scripts of a page: each page that it loads in the place of another.
declare global {
  var document$: { subscribe(work: () => void): void } | undefined;
}

export {};
