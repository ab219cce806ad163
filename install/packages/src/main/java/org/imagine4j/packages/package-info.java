/**
 * Builds what the build hands out: the kernelspecs of packages, which must not name a place on the building computer, and
 * the wheels. It runs during the build only and is in no package.
 */
package org.imagine4j.packages;
