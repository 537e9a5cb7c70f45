// The suite asks this worker what tabs there are.
