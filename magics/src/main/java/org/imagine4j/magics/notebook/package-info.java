/** What the magics need of a notebook, whichever kernel stands behind it. Each kernel has an adapter of its own. */
package org.imagine4j.magics.notebook;
