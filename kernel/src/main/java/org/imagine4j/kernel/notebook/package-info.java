/**
 * The Java notebook: JJava's extension contract ({@code BaseKernel} and what hangs on it) served by our engine, the
 * standard streams of cells, rendering, and errors as the user sees them.
 */
package org.imagine4j.kernel.notebook;
