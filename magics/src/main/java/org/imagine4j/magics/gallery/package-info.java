/**
 * What was drawn, in this session and in earlier ones: {@link org.imagine4j.magics.gallery.Gallery} keeps every run, finds
 * pictures again, opens and deletes them.
 *
 * <p>The PNG files are all there is: {@code $IMAGINE_HOME/gallery/<run>/<picture>.png}, each with its recipe and tokens
 * inside, its time that of the file. There is no index that could be lost or wrong, and any program shows the pictures.
 * Runs are numbered by creating their folder, which only one of several kernels can do; files are written beside and
 * renamed, so that there are only whole ones. Whatever else lies in the folder is left alone.
 *
 * <p>This package stands below the rest of the module, and knows pictures only.
 */
package org.imagine4j.magics.gallery;
