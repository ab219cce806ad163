/** The extension in every kernel that it is for: the same cells, by a real Jupyter client. */
package org.imagine4j.magics.all;
