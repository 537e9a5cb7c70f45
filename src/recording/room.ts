/** Free bytes that keep a recording whole through an hour without a connection, at the highest quality. */
export const roomForExam = 500_000_000;
/** A recording does not begin with less. */
export const leastRoom = 100_000_000;
