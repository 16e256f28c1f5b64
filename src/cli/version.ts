declare const RESIDUAL_LAB_VERSION: string | undefined;

/** The version of the package; the bundler writes it in. */
export const version =
  typeof RESIDUAL_LAB_VERSION === 'string' ? RESIDUAL_LAB_VERSION : 'development';
