/** Equals package.json; a test compares them. Kept here because a browser cannot read package.json. */
export const version = '0.1.0';
