/**
 * Artefacts of Maven repositories, found and downloaded with Maven's own resolver and the user's own settings. Nothing
 * here is loaded before the first {@code %maven}.
 */
package org.imagine4j.kernel.maven;
