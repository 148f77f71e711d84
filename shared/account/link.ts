/** How long a sign-in link may be followed, once. */
export const LINK_MINUTES = 20;
