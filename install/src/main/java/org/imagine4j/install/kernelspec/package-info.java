/**
 * Registering the kernel with Jupyter: a folder with {@code kernel.json} and the logos, as Jupyter's documentation of
 * kernelspecs describes it. No Python is needed for it. The PNG logos are made from {@code logo-svg.svg}.
 */
package org.imagine4j.install.kernelspec;
